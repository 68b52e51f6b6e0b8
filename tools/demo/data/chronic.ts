/**
 * What people live with. One paragraph each: key | name | ICD-10-CM | SNOMED CT | sex | share who have it by age | what makes it likelier;
 * then how it is treated (steps by >, together by +, other ways by ;), which laboratory panels follow it and how many months apart,
 * who is referred to, and what the note says.
 */
const text = `
hypertension | Essential hypertension | I10 | 59621000 | | 22:.01 35:.12 50:.36 65:.58 80:.7 | obese 1.7
  drugs: lisinopril10 > lisinopril20 > lisinopril20+amlodipine5 > lisinopril40+amlodipine10 ; amlodipine5 > amlodipine10 > amlodipine10+hctz25 ; losartan50 > losartan100 > losartan100+hctz25 ; hctz25 > hctz25+losartan50
  labs: bmp 12
  says: Checks blood pressure at home a few times a week; most readings in the 130s over 80s. ~ Takes medication every day, no lightheadedness. ~ Missed several doses while traveling. ~ No chest pain, headache or swelling.
  plan: Continue current regimen, low-salt diet, home cuff. ~ Recheck in 3 months. ~ Discussed goal under 130/80.
diabetes | Type 2 diabetes mellitus without complications | E11.9 | 44054006 | | 25:.005 40:.05 55:.15 70:.24 85:.22 | obese 2.4
  drugs: metformin500 > metformin1000 > metformin1000+glipizide5 > metformin1000+empagliflozin > metformin1000+glargine ; metformin500 > metformin1000+semaglutide > metformin1000+semaglutide+glargine
  labs: a1c 4, cmp 12, lipid 12, urinealbumin 12
  refer: endocrinology, ophthalmology
  says: Fasting sugars 120 to 160. ~ No lows. Walking after supper. ~ Has been drinking sweetened iced coffee again. ~ Numbness in the toes at night, unchanged. ~ Feet looked at daily, no sores.
  plan: A1c goal under 7%. ~ Eye exam due; referral placed. ~ Foot exam done today, monofilament intact. ~ Met with the diabetes educator.
lipids | Hyperlipidemia | E78.5 | 55822004 | | 25:.02 40:.2 55:.42 70:.55 85:.5 | obese 1.3
  drugs: atorvastatin20 > atorvastatin40 > atorvastatin80 ; rosuvastatin10 > rosuvastatin20 ; simvastatin20 > atorvastatin40 > atorvastatin40+ezetimibe
  labs: lipid 12
  says: Tolerates the statin without muscle aches. ~ Stopped the statin for a month because of leg cramps, back on it now. ~ Eating more fish.
  plan: Continue statin. ~ Repeat lipids in 12 months. ~ Mediterranean diet handout given.
prediabetes | Prediabetes | R73.03 | 15777000 | | 30:.06 50:.16 70:.16 | obese 2
  labs: a1c 12
  says: Father and sister have diabetes. ~ Cut out soda.
  plan: Repeat A1c yearly. ~ Referred to the diabetes prevention program at the Y.
obesity | Obesity | E66.9 | 414916001 | | 18:0
  says: Wants to lose weight before the knee gets worse. ~ Down a few pounds with a step counter.
  plan: Set a goal of 5% over 6 months. ~ Dietitian referral.
hypothyroid | Hypothyroidism | E03.9 | 40930008 | | 20:.01 40:.04 60:.09 80:.13 | female 2.2
  drugs: levothyroxine50 > levothyroxine75 > levothyroxine100
  labs: tsh 12
  says: Energy is fine. ~ Cold all the time, and constipated. ~ Takes it with coffee.
  plan: Take on an empty stomach. ~ Recheck TSH in 6 weeks after any change.
asthma | Asthma | J45.909 | 195967001 | | 2:.02 6:.1 15:.11 40:.09 70:.07
  drugs: albuterol > albuterol+fluticasone44 > albuterol+symbicort ; albuterol > albuterol+montelukast
  says: Uses the rescue inhaler about once a week. ~ Wakes with cough two nights a month. ~ Worse with cats and cold air. ~ No steroids in the last year.
  plan: Asthma action plan reviewed. ~ Inhaler technique checked with spacer. ~ Step up if rescue use exceeds twice a week.
copd | Chronic obstructive pulmonary disease | J44.9 | 13645005 | | 45:.01 60:.06 75:.12 90:.12 | smoked 4
  drugs: albuterol > albuterol+tiotropium > albuterol+tiotropium+symbicort
  refer: pulmonology
  says: Short of breath on one flight of stairs. ~ Morning cough with clear sputum. ~ Two flares this winter.
  plan: Continue inhalers. ~ Pulmonary rehabilitation discussed. ~ Low-dose CT screening up to date.
depression | Major depressive disorder, recurrent, moderate | F33.1 | 35489007 | | 13:.03 20:.1 40:.12 65:.09 85:.08 | female 1.5
  drugs: sertraline50 > sertraline100 > sertraline100+bupropion150 ; escitalopram10 > escitalopram20 ; fluoxetine20 > bupropion150 > bupropion300
  refer: psychiatry
  says: Mood is better, sleeping through. ~ Low for several weeks; little interest in things. ~ Sees the therapist every other week. ~ Denies thoughts of self-harm.
  plan: Continue medication at least 6 months after remission. ~ PHQ-9 repeated today. ~ Safety plan reviewed.
anxiety | Generalized anxiety disorder | F41.1 | | | 13:.05 20:.11 45:.1 70:.06 | female 1.6
  drugs: escitalopram10 > escitalopram20 > escitalopram20+hydroxyzine ; sertraline50 > sertraline100
  says: Worries about many things; trouble falling asleep. ~ Two spells of panic this month. ~ Breathing exercises help.
  plan: Referred for cognitive behavioral therapy. ~ Continue, recheck in 6 weeks.
adhd | Attention-deficit hyperactivity disorder | F90.9 | 406506008 | | 5:.02 8:.09 16:.09 30:.05 50:.02 | male 1.7
  drugs: methylphenidate > methylphenidate36
  says: Better focus in the morning. ~ Appetite down at lunch. ~ Tasks still take all evening.
  plan: Weight and blood pressure checked. ~ Rating forms to be filled in at home and elsewhere.
autism | Autistic disorder | F84.0 | 408856003 | | 2:.0 3:.022 17:.025 40:.01 | male 3
  says: Does well with a routine and a picture of the day. ~ Sensitive to noise; headphones help at the dentist.
  plan: Letter of support provided. ~ Please book the first appointment of the day, quiet room.
reflux | Gastroesophageal reflux disease without esophagitis | K21.9 | 235595009 | | 20:.04 40:.14 60:.22 80:.22 | obese 1.4
  drugs: omeprazole ; famotidine > omeprazole
  says: Heartburn after late suppers. ~ No trouble swallowing. ~ Symptoms return within days of stopping.
  plan: Lift the head of the bed, no food after 8 pm. ~ Try stepping down to famotidine.
osteoarthritis | Osteoarthritis of right knee | M17.11 | | | 45:.05 60:.22 75:.36 90:.45 | obese 1.5
  drugs: acetaminophen ; diclofenacgel ; naproxen500 > diclofenacgel+acetaminophen
  refer: orthopaedics
  says: Stiff for ten minutes in the morning; stairs are hard. ~ The injection helped for three months. ~ Uses a cane on ice.
  plan: Physical therapy. ~ Discussed injection and, later, replacement. ~ Quadriceps exercises handout.
backpain | Chronic low back pain | M54.50 | 279039007 | | 25:.03 45:.11 65:.14 85:.12
  drugs: naproxen500 ; acetaminophen ; duloxetine30 > duloxetine60 ; gabapentin300
  says: Ache across the low back, worse after standing. ~ No leg weakness, no bladder change. ~ Yoga helps.
  plan: Stay active, heat, physical therapy. ~ No imaging needed without red flags.
migraine | Migraine without aura | G43.009 | 37796009 | | 10:.02 20:.09 40:.12 60:.06 | female 2.4
  drugs: sumatriptan ; sumatriptan > sumatriptan+topiramate
  says: Two to three headaches a month with nausea and light sensitivity. ~ Worse with poor sleep. ~ Missed one day this month.
  plan: Headache diary. ~ Limit triptan to 9 days a month.
rhinitis | Allergic rhinitis | J30.9 | 61582004 | | 4:.07 12:.16 35:.18 70:.1
  drugs: loratadine ; flonase ; cetirizine > cetirizine+flonase
  says: Itchy eyes and sneezing since the trees came out. ~ Sprays help, when used daily.
  plan: Nasal steroid daily in season. ~ Keep windows closed in May.
eczema | Atopic dermatitis | L20.9 | 24079001 | | 0.3:.06 3:.13 10:.09 30:.04 70:.02
  drugs: hydrocortisone ; triamcinolone
  says: Flares in the elbow creases every winter. ~ Scratches at night.
  plan: Thick emollient twice a day, short lukewarm baths.
kidney | Chronic kidney disease, stage 3a | N18.31 | 709044004 | | 45:.01 60:.06 75:.18 90:.3 | diabetes 2
  labs: bmp 6, cbc 12
  refer: nephrology
  says: No swelling, urine unchanged. ~ Stopped ibuprofen as asked.
  plan: Avoid NSAIDs. ~ Renal dosing reviewed. ~ Repeat labs in 6 months.
coronary | Coronary artery disease | I25.10 | 53741008 | | 45:.02 60:.1 75:.2 90:.25 | smoked 1.6, male 1.5
  drugs: aspirin81+atorvastatin80+metoprolol25+nitroglycerin ; aspirin81+clopidogrel+atorvastatin80+metoprolol50
  labs: lipid 12, cbc 12
  refer: cardiology
  says: No angina. Walks two miles along the harbor. ~ Used nitroglycerin once, shoveling snow. ~ Cardiac rehabilitation finished.
  plan: Continue aspirin, statin and beta blocker. ~ Cardiology in 6 months.
fibrillation | Atrial fibrillation | I48.91 | 49436004 | | 50:.01 65:.06 75:.11 90:.2
  drugs: apixaban5+metoprolol50 ; warfarin5+metoprolol25
  labs: cbc 12, bmp 12
  refer: cardiology
  says: Occasional flutter at night, no fainting. ~ No bleeding, no falls. ~ Takes the blood thinner without fail.
  plan: Rate controlled. ~ Continue anticoagulation; CHA2DS2-VASc reviewed.
heartfailure | Chronic diastolic heart failure | I50.32 | 84114007 | | 55:.01 70:.05 85:.13 | coronary 2
  drugs: furosemide20+carvedilol > furosemide40+carvedilol+spironolactone ; furosemide20 > furosemide40+empagliflozin
  labs: bmp 6, bnp 12
  refer: cardiology
  says: Sleeps on two pillows. Weight steady on the home scale. ~ Ankles swollen by evening. ~ Ate ham at Easter and was short of breath the next day.
  plan: Daily weights, call for 3 pounds in a day. ~ Two grams of sodium.
stroke | Personal history of stroke without residual deficits | Z86.73 | | | 50:.01 65:.04 80:.09
  drugs: clopidogrel+atorvastatin80 ; aspirin81+atorvastatin40
  says: No new weakness or speech trouble.
  plan: Continue antiplatelet and statin. ~ Knows to call 911 for new symptoms.
neuropathy | Polyneuropathy | G62.9 | | | 50:.02 70:.07 85:.1 | diabetes 3
  drugs: gabapentin300 ; duloxetine30 > duloxetine60
  says: Burning in both feet at night.
  plan: Foot care reviewed. ~ Raise gabapentin slowly as tolerated.
dementia | Alzheimer's disease | G30.9 | 26929004 | | 65:.01 75:.06 85:.2 95:.35
  drugs: donepezil5 > donepezil10 > donepezil10+memantine10
  refer: neurology
  says: Daughter reports repeated questions and a lost checkbook. ~ Still dresses and eats alone; no longer drives. ~ Wanders toward evening.
  plan: Home safety and caregiver support discussed. ~ Health care proxy on file. ~ Cognitive test repeated.
parkinson | Parkinson's disease | G20.A1 | 49049000 | | 60:.005 75:.022 90:.03
  drugs: carbidopa
  refer: neurology
  says: Tremor of the right hand, slower getting out of the chair. ~ One fall in the kitchen.
  plan: Continue carbidopa-levodopa before meals. ~ Physical therapy for balance.
osteoporosis | Age-related osteoporosis without current fracture | M81.0 | 64859006 | | 55:.03 65:.13 80:.28 | female 2.4
  drugs: alendronate+calcium ; vitamind+calcium > alendronate+calcium
  says: Takes the weekly tablet on Sundays. ~ No falls this year.
  plan: Repeat bone density in 2 years. ~ Weight-bearing exercise, vitamin D.
prostate | Benign prostatic hyperplasia with lower urinary tract symptoms | N40.1 | 266569009 | male | 50:.1 65:.32 80:.5
  drugs: tamsulosin > tamsulosin+finasteride
  says: Up twice at night. ~ Weak stream in the morning.
  plan: Avoid decongestants. ~ PSA discussed and ordered.
gout | Gout | M10.9 | 90560007 | | 40:.02 60:.06 80:.08 | male 2.2
  drugs: colchicine > allopurinol100+colchicine > allopurinol300+colchicine
  labs: uric 12
  says: One flare of the big toe since the last visit. ~ Cut down on beer.
  plan: Uric acid goal under 6. ~ Do not stop allopurinol in a flare.
anemia | Iron deficiency anemia | D50.9 | 87522002 | | 14:.03 30:.06 50:.05 75:.09 | female 1.9
  drugs: ferrous
  labs: cbc 6, iron 12
  says: Tired, craving ice. ~ Energy is coming back. ~ Stools dark on iron.
  plan: Iron every other day. ~ Look for a source of blood loss.
vitamind | Vitamin D deficiency | E55.9 | 34713006 | | 25:.06 50:.12 75:.16
  drugs: vitamind
  labs: vitamind 12
  says: Indoors most of the winter.
  plan: Cholecalciferol 2,000 units a day.
apnea | Obstructive sleep apnea | G47.33 | 78275009 | | 30:.02 50:.12 70:.15 | obese 3, male 1.5
  says: Wears CPAP six hours most nights. ~ Mask leaves a mark. ~ Awake and rested in the day.
  plan: Download shows good use. ~ New mask and tubing ordered.
ibs | Irritable bowel syndrome | K58.9 | 10743008 | | 18:.03 35:.08 60:.06 | female 1.8
  says: Cramps on busy mornings. ~ Better without dairy.
  plan: Fiber, low FODMAP trial.
insomnia | Insomnia | G47.00 | 193462001 | | 25:.02 50:.08 75:.12
  drugs: trazodone50
  says: Awake from two to four most nights.
  plan: Sleep diary; no screens in bed.
arthritis | Rheumatoid arthritis | M06.9 | 69896004 | | 30:.004 50:.014 70:.02 | female 2.5
  drugs: methotrexate+folicacid > methotrexate+folicacid+adalimumab
  labs: cmp 3, cbc 3, crp 6
  says: Morning stiffness under an hour. ~ Rings fit again.
  plan: Methotrexate monitoring labs. ~ Rheumatology shares care.
psoriasis | Psoriasis | L40.9 | 9014002 | | 15:.01 40:.03 70:.03
  drugs: triamcinolone
  says: Plaques on the elbows and scalp.
  plan: Topical steroid; dermatology if it spreads.
type1 | Type 1 diabetes mellitus without complications | E10.9 | 46635009 | | 6:.002 12:.005 40:.006 75:.003
  drugs: glargine+lispro+strips
  labs: a1c 3, cmp 12, lipid 12, urinealbumin 12, tsh 12
  refer: endocrinology
  says: Wears a continuous glucose monitor, 68% in range. ~ Two lows this month, both after exercise.
  plan: Pump settings reviewed by endocrinology. ~ Ketone strips at home.
celiac | Celiac disease | K90.0 | 396331005 | | 5:.004 30:.008 70:.008
  labs: cbc 12, iron 12
  says: Strictly without gluten, belly calm.
  plan: Repeat antibodies yearly.
glaucoma | Glaucoma | H40.9 | 23986001 | | 50:.02 70:.08 90:.14
  drugs: latanoprost
  refer: ophthalmology
  says: Uses the drops at night.
  plan: Eye pressure followed by ophthalmology.
hearing | Hearing loss | H91.90 | | | 55:.03 75:.2 90:.4
  says: Turns the television up; hearing aids in the drawer.
  plan: Face the patient when speaking. Audiology referral.
smoking | Nicotine dependence, cigarettes | F17.210 | | | 18:0
  drugs: nicotine ; varenicline ; bupropion150
  says: Half a pack a day, thinking of stopping. ~ Quit for three weeks in the spring.
  plan: Advised to stop; quitline number given. ~ Set a quit date.
alcohol | Alcohol dependence, in remission | F10.21 | | | 25:.01 45:.03 65:.03 | male 1.7
  says: Three years sober in May; goes to meetings.
  plan: Congratulated. Avoid sedatives.
opioid | Opioid dependence | F11.20 | | | 22:.01 35:.02 55:.01
  drugs: buprenorphine+naloxone
  labs: 
  says: Stable on the film, no cravings. ~ Back at work at the fish pier.
  plan: Continue; urine screen as agreed. ~ Naloxone at home.
ptsd | Post-traumatic stress disorder | F43.10 | 47505003 | | 20:.02 40:.03 70:.02
  drugs: sertraline100
  says: Nightmares most weeks. ~ Avoids crowds; startles easily.
  plan: Trauma-focused therapy. ~ Knock and announce before entering the room.
bipolar | Bipolar disorder | F31.9 | 13746004 | | 20:.006 40:.01 65:.006
  drugs: lithium
  labs: lithium 6, tsh 12, bmp 6
  refer: psychiatry
  says: Steady mood for a year. ~ Hands shake a little.
  plan: Lithium level and kidney function twice a year.
breastcancer | Personal history of breast cancer | Z85.3 | | female | 45:.01 60:.04 80:.07
  drugs: anastrozole ; 
  refer: oncology
  says: Hot flashes on the tablet but bearable. ~ Mammogram clear.
  plan: Oncology yearly. ~ Annual mammogram.
prostatecancer | Personal history of prostate cancer | Z85.46 | | male | 60:.03 75:.09 90:.12
  labs: psa 12
  refer: oncology
  says: PSA undetectable after surgery.
  plan: PSA yearly.
coloncancer | Personal history of colon cancer | Z85.038 | | | 50:.004 70:.02 90:.03
  labs: cbc 12
  refer: gastroenterology
  says: Bowels regular since the resection.
  plan: Colonoscopy every 3 years.
melanoma | Personal history of melanoma of skin | Z85.820 | | | 40:.006 70:.025
  refer: dermatology
  says: Checks skin with a mirror.
  plan: Full skin exam every 6 months with dermatology.
pcos | Polycystic ovarian syndrome | E28.2 | 69878008 | female | 16:.02 25:.06 45:.03 52:0 | obese 1.8
  drugs: ocp ; metformin500
  says: Irregular periods, chin hair.
  plan: Continue; check lipids and A1c.
acne | Acne vulgaris | L70.0 | | | 11:.02 15:.2 22:.1 35:.02
  drugs: tretinoin ; doxycycline > tretinoin
  says: Breaking out on the forehead and back.
  plan: Wash gently, no picking. Sunscreen with tretinoin.
hepatitisc | Chronic hepatitis C | B18.2 | 128302006 | | 30:.005 60:.012
  labs: cmp 12
  refer: gastroenterology
  says: Finished treatment; cured by last viral load.
  plan: Liver ultrasound yearly.
down | Down syndrome | Q90.9 | 41040004 | | 0:.0015 40:.001
  labs: tsh 12
  says: Cheerful and well. Family comes along.
  plan: Thyroid yearly. ~ Hearing checked.
constipation | Constipation | K59.00 | 14760008 | | 2:.03 6:.06 15:.03 60:.05 85:.14
  drugs: polyethylene
  says: Hard stools every third day.
  plan: Fluids, fiber, polyethylene glycol daily.
`

export type Chronic = Readonly<{
  key: string
  name: string
  icd: string
  snomed: string | null
  sex: 'female' | 'male' | null
  /** Age and share of people of that age who have it, between them by straight lines; ages before the first have none. */
  prevalence: readonly (readonly [age: number, share: number])[]
  likelier: readonly (readonly [what: string, times: number])[]
  /** Ways of treatment; each is steps; each step is the drugs taken together. */
  ways: readonly (readonly (readonly string[])[])[]
  labs: readonly (readonly [panel: string, months: number])[]
  refer: readonly string[]
  says: readonly string[]
  plan: readonly string[]
}>

const split = (line: string, by: string) =>
  line
    .split(by)
    .map((part) => part.trim())
    .filter((part) => part !== '')

function read(paragraph: string): Chronic {
  const [head = '', ...lines] = paragraph.split('\n')
  const [key = '', name = '', icd = '', snomed = '', sex = '', shares = '', more = ''] = head
    .split('|')
    .map((cell) => cell.trim())
  const rest = (label: string) =>
    lines
      .map((line) => line.trim())
      .find((line) => line.startsWith(`${label}:`))
      ?.slice(label.length + 1) ?? ''
  const pair = (text: string): [string, number] => {
    const [what = '', number = '1'] = text.split(' ')
    return [what, Number(number)]
  }
  return {
    key,
    name,
    icd,
    snomed: snomed === '' ? null : snomed,
    sex: sex === 'female' || sex === 'male' ? sex : null,
    prevalence: split(shares, ' ').map((point) => {
      const [age, share] = point.split(':')
      return [Number(age), Number(share)] as const
    }),
    likelier: split(more, ',').map(pair),
    ways: split(rest('drugs'), ';').map((way) => split(way, '>').map((step) => split(step, '+'))),
    labs: split(rest('labs'), ',').map(pair),
    refer: split(rest('refer'), ','),
    says: split(rest('says'), '~'),
    plan: split(rest('plan'), '~'),
  }
}

export const chronic: readonly Chronic[] = text
  .trim()
  .split(/\n(?=\S)/)
  .map(read)

export function chronicOf(key: string): Chronic {
  const found = chronic.find((each) => each.key === key)
  if (!found) throw new Error(`no condition ${key}`)
  return found
}
