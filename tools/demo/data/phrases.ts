/** Sentences that notes are written from. Written for this demo; no real note was read for them. */
import { list } from './list.ts'

const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim())

export const openings = {
  new: lines(`
    comes to establish care. Previous records have been requested.
    is new to the practice, moved to the area last summer.
    is here as a new patient; last seen by a doctor about two years ago.`),
  physical: lines(`
    is here for a yearly physical and has no new concerns.
    comes for the annual visit. Would like a form signed for work.
    is here for the annual visit and brought a list of three questions.`),
  'well-child': lines(`
    is here with a parent for a well visit. Growing and gaining skills.
    comes with both parents for a check-up. No concerns since the last visit.
    is here with grandmother for a check-up. Eats and sleeps well.`),
  other: lines(`
    is seen today.
    returns as planned.
    is here for follow-up, accompanied by family.`),
}

export const childLines = lines(`
  Feeding: breast and bottle, every three hours. Wet diapers: at least six a day. Sleeps on the back.
  Rolls over, reaches for toys, babbles. Rides rear-facing in the car.
  Walks along furniture, says mama and dada, waves. Whole milk in a cup.
  Puts two words together, climbs stairs, kicks a ball. Brushes teeth with help.
  Dresses alone, draws a person with four parts, ready for kindergarten.
  Reads at grade level, plays soccer. Screen time under two hours on school days.
  Enjoys friends and music; feels safe at home and school. Wears a seat belt and a helmet.
  Seen alone for part of the visit. Denies tobacco, vaping, alcohol. Mood good.`)

export const exams = {
  adult: lines(`
    Alert, comfortable. Heart regular without murmur. Lungs clear. Abdomen soft. No ankle swelling.
    Well appearing. Neck supple, thyroid not enlarged. Heart and lungs normal. Skin without new lesions.
    In no distress. Cardiovascular: regular, no murmur. Respiratory: clear. Extremities: warm, no edema.
    Pleasant, appropriately dressed. Chest clear. Heart sounds normal. Gait steady.`),
  elder: lines(`
    Walks with a cane, rises from the chair at the second try. Heart irregular. Lungs clear. Trace ankle edema.
    Thin, alert, hard of hearing. Soft systolic murmur at the right upper border. Kyphosis. Skin fragile, bruise on the left forearm.
    Comfortable. Decreased breath sounds at the bases. One plus edema to mid-shin. Feet: pulses present, nails thick.`),
  infant: lines(`
    Active and well. Fontanelle soft, red reflex present, hips stable. Heart without murmur. Lungs clear. Skin clear.
    Smiling, follows. Ears normal, throat clear, two new teeth. Abdomen soft. Moves all limbs equally.
    Alert, good tone. Fontanelle flat. Femoral pulses equal. Lungs clear. No hip click.`),
  child: lines(`
    Talkative, cooperative. Ears and throat normal. Heart without murmur. Lungs clear. Abdomen soft. Skin clear.
    Shy at first. Teeth without decay. Heart and lungs normal. Walks and hops well.
    Well grown. Spine straight. Heart regular. Abdomen soft. Reflexes equal.`),
}

export const generalPlan = lines(`
  Return in six months, sooner with concerns.
  Reviewed medications and allergies; list given to the patient.
  Vaccines reviewed and updated.
  Discussed diet, thirty minutes of walking on most days, sleep.
  Advance directives discussed; health care proxy form given.
  Patient understands and agrees with the plan.`)

export const childPlan = lines(`
  Next well visit at the usual age. Vaccines today as recorded; information sheets given.
  Anticipatory guidance: sleep, feeding, car seat, poison control number.
  Reading aloud every day. Dentist twice a year.
  School form completed.`)

export const hospitalCourses: Readonly<Record<string, string>> = {
  Pneumonia:
    'Admitted with fever, cough and an oxygen saturation of 89% on room air. Chest x-ray showed a right lower lobe infiltrate. Treated with intravenous ceftriaxone and azithromycin, weaned to room air on the second day.',
  Cellulitis:
    'Admitted for redness of the leg that spread in spite of tablets. Intravenous antibiotics for two days with good response; switched to cephalexin by mouth.',
  Appendicitis:
    'Right lower quadrant pain for a day. CT confirmed acute appendicitis without perforation. Laparoscopic appendectomy without complication; eating the same evening.',
  Gallstones:
    'Pain under the right ribs after meals; ultrasound showed gallstones and a thick wall. Laparoscopic cholecystectomy, home the next day.',
  'Heart failure exacerbation':
    'Weight up nine pounds with swollen legs and short breath at rest. NT-proBNP raised. Intravenous furosemide, net minus five liters. Echocardiogram unchanged. Daily weights and two grams of sodium reviewed with the family.',
  'COPD exacerbation':
    'Increased cough and wheeze for four days. Nebulizers, prednisone and doxycycline. Walked 200 feet on room air at 91% before discharge.',
  'Non-ST elevation myocardial infarction':
    'Pressure in the chest at rest. Troponin rose. Catheterization showed a 90% lesion of the left anterior descending artery; one drug-eluting stent placed. Echocardiogram with ejection fraction 50%. Dual antiplatelet therapy for twelve months.',
  'Rapid atrial fibrillation':
    'Palpitations with a rate of 142. Rate controlled with metoprolol; no chest pain, troponin normal. Anticoagulation continued.',
  'Total knee replacement':
    'Planned replacement of the right knee for osteoarthritis. Spinal anesthesia, no complication. Walked the hall with a walker on the first day.',
  'Hip fracture':
    'Fell in the bathroom at night. Fracture of the left femoral neck, replaced the next morning. Mild confusion on the second night, cleared. To rehabilitation.',
  'Urinary tract infection with confusion':
    'Found confused by the visiting nurse. Urine grew Escherichia coli. Cleared over two days of antibiotic and fluids.',
  Dehydration:
    'Vomiting for two days, too sleepy to drink. Fluids by vein overnight, drinking well by morning.',
  'Asthma attack':
    'Three nebulizers in the emergency department without lasting effect. Steroids and hourly albuterol, spaced to every four hours by the second day.',
  'Delivery by cesarean section':
    'Cesarean section for arrest of descent. Healthy newborn. Blood loss 700 mL. Staples out on day four.',
  'Vaginal delivery':
    'Spontaneous labor at term, vaginal delivery of a healthy newborn. Second-degree tear repaired.',
}

export const emergencyCourses: Readonly<Record<string, string>> = {
  'Chest pain':
    'Sharp pain for two hours, gone on arrival. ECG without change, two troponins normal. Discharged to follow up within the week.',
  'Fall from the monkey bars': 'Fell onto the left arm. X-rays without fracture. Sling for comfort, ice.',
  'Swallowed a coin': 'A dime, seen on x-ray in the stomach. Eating and drinking. Home; it will pass.',
  'Fall at home':
    'Tripped over the cat. Head CT without bleeding, x-ray of the hip without fracture. Walks with a cane.',
  'Shortness of breath': 'Saturation 93%, mild wheeze. One nebulizer, better. Chest x-ray clear.',
  'Abdominal pain':
    'Cramping pain, soft abdomen. Blood count and urine normal, ultrasound without stones. Fluids, home.',
  'Cut finger': 'Kitchen knife. Four sutures under local anesthesia. Tetanus vaccine given. Out in ten days.',
  'High fever': 'Fever of 103.4, source not found, well hydrated. Acetaminophen. Return if it lasts.',
  Dizziness: 'Positional vertigo. Repositioning in the department with relief.',
  'Allergic reaction':
    'Hives and lip swelling half an hour after eating. Epinephrine once, watched six hours. Auto-injector prescribed.',
}

export const consultBodies: Readonly<Record<string, string>> = {
  cardiology:
    'Rhythm and rate are controlled at rest and with walking. Blood pressure in the office was at goal. I would leave the present medicines as they are and see the patient again in six months, with an echocardiogram at that time.',
  endocrinology:
    'We reviewed two weeks of glucose readings together. Highs come after supper, lows are rare. I suggest moving the evening dose earlier and adding a walk after the meal. A1c again in three months.',
  nephrology:
    'Kidney function has been stable over the last year and protein in the urine is modest. No ibuprofen or naproxen. Keep systolic pressure under 130. Return in six months.',
  gastroenterology:
    'Thank you for this referral. Examination was without concern. Colonoscopy findings are in the separate report; the interval for the next one is given there.',
  orthopaedics:
    'Radiographs show narrowing of the medial joint space. We injected the knee today and talked about replacement, which the patient would like to put off until spring.',
  obstetrics: 'Pregnancy is progressing normally. Anatomy ultrasound was complete. Glucose screen as usual.',
  dermatology:
    'Full skin examination. Two actinic keratoses of the scalp were frozen. No suspicious nevus. Return in six months.',
  neurology:
    'Examination and history fit with the diagnosis you suspected. I discussed the course and the benefit and limits of medicine with the patient and the family.',
  pulmonology:
    'Spirometry shows moderate obstruction. Technique with the inhaler needed correction. I recommend pulmonary rehabilitation.',
  psychiatry:
    'Mood has lifted with the present dose and weekly therapy. No thoughts of self-harm. Continue; I will see the patient every two months.',
  oncology:
    'No sign of recurrence by history, examination or imaging. Continue treatment to complete five years.',
  ophthalmology: 'Dilated examination. Pressures 16 and 17. No diabetic retinopathy. Return in one year.',
}

export const prenatalLines = lines(`
  Nausea is better, eating small meals. No bleeding or pain.
  Feels the baby move every day. No bleeding, no contractions.
  Sleeps on the left side; heartburn at night. Baby is active.
  Some swelling of the ankles by evening. No headache, no spots before the eyes.`)

export const therapists = list(
  'breathing and grounding practice, thought record, sleep routine, values and goals, grief work, planning pleasant activities',
)
