/**
 * What people come in with for a week or two. One paragraph each: key | name | ICD-10-CM | SNOMED CT | sex | ages | how often | days it lasts | signs;
 * then what is given, which laboratory panel is run, and what the note says.
 * Signs: fever, wheeze (low oxygen), pain, vomiting, phone (can be seen by telehealth).
 */
const text = `
cold | Acute upper respiratory infection | J06.9 | 54150009 | | 0-99 | 16 | 9 | phone
  drugs: acetaminophen / benzonatate / none
  says: Runny nose, sore throat and cough for four days. Nobody at home is sick. Eating and drinking.
  exam: Nasal mucosa swollen, throat mildly red without exudate, lungs clear.
  plan: Viral; fluids, honey, rest. Return for fever beyond three days, short breath or ear pain.
earache | Acute otitis media, right ear | H66.91 | 65363002 | | 0-9 | 20 | 10 | fever pain
  drugs: amoxicillin400+ibuprofenkids
  says: Pulling at the right ear since last night, fever to 102 at home, woke every hour.
  exam: Right drum bulging and red, no landmarks. Left drum normal.
  plan: Amoxicillin for ten days; ibuprofen for pain. Recheck if no better in 48 hours.
strep | Streptococcal pharyngitis | J02.0 | 43878008 | | 4-40 | 6 | 10 | fever pain
  drugs: amoxicillin500
  labs: strep
  says: Sore throat and fever for two days, no cough. Strep is going around at school.
  exam: Tonsils large with white exudate, tender front neck nodes.
  plan: Rapid test positive. Antibiotic; out of school for 24 hours.
bronchitis | Acute bronchitis | J20.9 | 10509002 | | 18-99 | 7 | 18 | wheeze
  drugs: benzonatate+albuterol / prednisone20+albuterol
  says: Cough for ten days after a cold, now with wheeze at night. Sputum yellow, no blood.
  exam: Scattered wheezes, good air entry, no crackles.
  plan: No antibiotic now. Inhaler as needed. Call if fever returns.
sinusitis | Acute sinusitis | J01.90 | 15805002 | | 12-99 | 5 | 12 | pain phone
  drugs: augmentin / flonase
  says: Face pressure and thick discharge for twelve days, better and then worse again.
  exam: Tender over the left cheek, drums clear.
  plan: Saline rinses and antibiotic for seven days.
croup | Croup | J05.0 | 71186008 | | 0-5 | 4 | 5 | fever
  drugs: none
  says: Barking cough since two in the morning, better in the cold air on the way here.
  exam: Hoarse, barking cough, no stridor at rest.
  plan: One dose of dexamethasone in the office. Cool mist; ED for noisy breathing at rest.
bronchiolitis | Acute bronchiolitis | J21.9 | 5505005 | | 0-1 | 6 | 9 | fever wheeze
  drugs: none
  says: Third day of cough and fast breathing, taking half the usual bottles, wet diapers every six hours.
  exam: Mild subcostal retractions, wheeze and crackles both sides, well hydrated.
  plan: Suction before feeds, recheck tomorrow. ED for pauses in breathing or poor feeding.
gastroenteritis | Viral gastroenteritis | A08.4 | 111843007 | | 0-99 | 6 | 4 | vomiting phone
  drugs: ondansetron / none
  says: Vomiting since yesterday, then loose stools six times. No blood. Keeps down sips.
  exam: Moist mouth, soft belly without guarding.
  plan: Small sips often, oral rehydration. Call if nothing stays down for twelve hours.
thrush | Oral thrush | B37.0 | 79740000 | | 0-0 | 3 | 10 |
  drugs: nystatin
  says: White patches in the mouth that do not wipe off; feeding well.
  exam: White plaques on both cheeks and tongue.
  plan: Nystatin; boil pacifiers, treat mother if sore.
diaper | Diaper dermatitis | L22 | 91487003 | | 0-1 | 4 | 8 |
  drugs: hydrocortisone
  says: Red bottom for a week in spite of zinc cream.
  exam: Confluent redness of the diaper area, a few satellite spots.
  plan: Air time, barrier cream at each change.
pinkeye | Conjunctivitis | H10.9 | 9826008 | | 0-60 | 4 | 6 | phone
  drugs: polytrim
  says: Left eye red and crusted shut this morning. Vision normal.
  exam: Conjunctiva red, cornea clear.
  plan: Drops for seven days. Wash hands; own towel.
handfootmouth | Hand, foot and mouth disease | B08.4 | 266108008 | | 0-6 | 3 | 7 | fever
  drugs: ibuprofenkids
  says: Fever, then blisters on palms and around the mouth. Daycare has three others.
  exam: Vesicles on palms, soles and palate.
  plan: Cold drinks. Back to daycare when fever is gone.
urine | Urinary tract infection | N39.0 | 68566005 | female | 16-99 | 7 | 6 | pain phone
  drugs: nitrofurantoin
  labs: ua
  says: Burning and frequency for two days, no fever, no flank pain.
  exam: Mild tenderness over the bladder, none in the flanks.
  plan: Urine positive; five days of antibiotic. Culture sent.
backstrain | Low back strain | S39.012A | | | 18-75 | 6 | 20 | pain
  drugs: naproxen500+cyclobenzaprine / ibuprofen600
  says: Lifted a lobster trap on Saturday and felt a pull. No numbness, no leg weakness.
  exam: Spasm on the right, straight leg raise negative, reflexes equal.
  plan: Keep moving, heat, anti-inflammatory with food. Physical therapy if no better in three weeks.
ankle | Sprain of right ankle | S93.401A | 44465007 | | 8-70 | 4 | 25 | pain
  drugs: ibuprofen600
  says: Rolled the ankle stepping off a curb. Can bear weight with a limp.
  exam: Swollen below the outer ankle, no bone tenderness (Ottawa rules negative).
  plan: Brace, ice, early motion.
wrist | Fracture of lower end of right radius, closed | S52.501A | | | 6-90 | 1.4 | 45 | pain
  drugs: acetaminophen / oxycodone5
  says: Fell on an outstretched hand. Seen in the emergency department, splinted.
  exam: Splint in place, fingers warm, moves all of them.
  plan: Orthopaedics this week. Elevate. Bone density if over 50.
  refer: orthopaedics
laceration | Laceration of right hand | S61.411A | | | 5-80 | 2 | 12 | pain
  drugs: none
  says: Cut on an oyster knife an hour ago. Tetanus more than ten years ago.
  exam: 2.5 cm clean cut at the base of the thumb, tendons work, feels light touch.
  plan: Irrigated, four sutures, out in ten days.
concussion | Concussion without loss of consciousness | S06.0X0A | 110030002 | | 8-25 | 1.6 | 14 | pain
  drugs: acetaminophen
  says: Hit heads at hockey practice. Foggy, headache, no vomiting. Remembers the play.
  exam: Oriented, pupils equal, balance a little off.
  plan: Two days of rest, then step by step back to school and to play.
rash | Contact dermatitis | L25.9 | 40275004 | | 3-99 | 4 | 14 | phone
  drugs: triamcinolone / prednisone20
  says: Itchy lines of blisters on both arms after an afternoon in the brush by the stone wall.
  exam: Linear vesicles on forearms.
  plan: Poison ivy; topical steroid.
lyme | Lyme disease | A69.20 | 23502006 | | 4-85 | 1.5 | 14 | fever
  drugs: doxycycline
  says: Round red patch on the thigh growing for five days; pulled off a tick two weeks ago.
  exam: 9 cm target-shaped patch, no other rash, heart regular.
  plan: Doxycycline ten days; no blood test needed for the rash.
cellulitis | Cellulitis of right lower leg | L03.115 | | | 25-95 | 2 | 12 | fever pain
  drugs: cephalexin
  says: Red, hot, sore shin since yesterday, spreading.
  exam: 8 by 12 cm of warm redness, edge marked with pen. No blister.
  plan: Cephalexin, raise the leg, recheck in two days.
shingles | Shingles | B02.9 | 4740000 | | 45-95 | 1.6 | 21 | pain
  drugs: valacyclovir / valacyclovir+gabapentin300
  says: Burning on the left side of the chest, then blisters in a band.
  exam: Grouped vesicles along the left T5 dermatome, do not cross the middle.
  plan: Antiviral within 72 hours. Vaccine six months after it heals.
influenza | Influenza A | J10.1 | 6142004 | | 1-95 | 3 | 7 | fever
  drugs: oseltamivir / none
  labs: flu
  says: Fever 103, aches all over since last night, dry cough.
  exam: Looks miserable, lungs clear.
  plan: Rapid influenza A positive. Antiviral discussed; home until a day after fever.
covid | COVID-19 | U07.1 | 840539006 | | 1-99 | 4 | 10 | fever phone
  drugs: none / benzonatate
  labs: covid
  says: Home test positive this morning; cough, no smell. Oxygen at home 97%.
  exam: Speaks in full sentences.
  plan: Home five days, mask for ten. Call for short breath.
pneumonia | Pneumonia | J18.9 | 233604007 | | 3-99 | 1.6 | 16 | fever wheeze
  drugs: azithromycin / augmentin
  labs: cbc
  says: Fever and chills for three days, cough with rusty sputum, pain on deep breath.
  exam: Crackles at the right base.
  plan: Chest x-ray today, antibiotic started, recheck in 48 hours.
chestpain | Chest pain, unspecified | R07.9 | 29857009 | | 25-80 | 2 | 4 | pain
  drugs: none
  says: Sharp chest pain for an hour last night while at rest, gone now. Not with walking.
  exam: Tender over the third rib on the left. Heart regular, lungs clear.
  plan: ECG normal. Return or call 911 for pressure, sweat or short breath.
dizziness | Dizziness | R42 | 404640003 | | 35-99 | 3 | 6 |
  drugs: none
  says: Room spins for seconds on rolling over in bed.
  exam: Dix-Hallpike positive to the right. Walks straight.
  plan: Repositioning done in the office; sheet for home.
fatigue | Fatigue | R53.83 | 84229001 | | 18-95 | 4 | 40 | phone
  drugs: none
  labs: cbc
  says: Tired for two months, sleeps eight hours. No weight loss.
  exam: Normal.
  plan: Blood count and thyroid; sleep and mood reviewed.
abdomen | Abdominal pain | R10.9 | 21522001 | | 6-90 | 4 | 7 | pain
  drugs: none / famotidine
  labs: cmp
  says: Crampy pain around the navel after meals for a week. No fever, no blood.
  exam: Soft, mild tenderness in the middle, no rebound.
  plan: Bland diet, laboratory work, recheck in one week or sooner if worse.
plantar | Plantar fasciitis | M72.2 | 202882003 | | 25-70 | 2.5 | 60 | pain
  drugs: ibuprofen600
  says: Heel pain on the first steps of the morning.
  exam: Tender at the inner heel.
  plan: Stretching, supportive shoes, night splint.
shoulder | Right shoulder pain | M25.511 | | | 30-85 | 3 | 45 | pain
  drugs: naproxen500
  says: Cannot reach the top shelf since painting the ceiling.
  exam: Painful arc, full strength.
  plan: Physical therapy; injection if no better in six weeks.
warts | Viral warts | B07.9 | | | 5-30 | 2.5 | 40 |
  drugs: none
  says: Two warts on the fingers that bleed when picked.
  exam: Two 4 mm papules, frozen today.
  plan: Salicylic acid at home, freeze again in three weeks.
jaundice | Neonatal jaundice | P59.9 | 387712008 | | 0-0 | 2 | 6 |
  drugs: none
  labs: bilirubin
  says: Yellow to the belly on day four, nursing every three hours, six wet diapers.
  exam: Alert, yellow face and chest.
  plan: Bilirubin below the treatment line. Recheck tomorrow.
fever | Fever | R50.9 | 386661006 | | 0-6 | 6 | 3 | fever phone
  drugs: acetaminophenkids
  says: Fever since yesterday, still playing between doses. No rash, no cough.
  exam: Well looking, no source found.
  plan: Fluids. Come back if it lasts three days or the child looks ill.
`

export type Acute = Readonly<{
  key: string
  name: string
  icd: string
  snomed: string | null
  sex: 'female' | 'male' | null
  ages: readonly [number, number]
  weight: number
  days: number
  signs: ReadonlySet<string>
  /** One of these is chosen; each is the drugs given together. */
  given: readonly (readonly string[])[]
  labs: readonly string[]
  refer: readonly string[]
  says: string
  exam: string
  plan: string
}>

function read(paragraph: string): Acute {
  const [head = '', ...lines] = paragraph.split('\n')
  const [
    key = '',
    name = '',
    icd = '',
    snomed = '',
    sex = '',
    ages = '',
    weight = '',
    days = '',
    signs = '',
  ] = head.split('|').map((cell) => cell.trim())
  const rest = (label: string) =>
    lines
      .map((line) => line.trim())
      .find((line) => line.startsWith(`${label}:`))
      ?.slice(label.length + 1)
      .trim() ?? ''
  const [from, to] = ages.split('-').map(Number)
  const several = (text: string, by: string) =>
    text
      .split(by)
      .map((part) => part.trim())
      .filter((part) => part !== '')
  return {
    key,
    name,
    icd,
    snomed: snomed === '' ? null : snomed,
    sex: sex === 'female' || sex === 'male' ? sex : null,
    ages: [from ?? 0, to ?? 120],
    weight: Number(weight),
    days: Number(days),
    signs: new Set(several(signs, ' ')),
    given: several(rest('drugs'), '/').map((way) => (way === 'none' ? [] : several(way, '+'))),
    labs: several(rest('labs'), ','),
    refer: several(rest('refer'), ','),
    says: rest('says'),
    exam: rest('exam'),
    plan: rest('plan'),
  }
}

export const acute: readonly Acute[] = text
  .trim()
  .split(/\n(?=\S)/)
  .map(read)
