/**
 * What is prescribed: key | name | RxNorm (only where known for sure) | directions | route | quantity | days | refills.
 */
const table = `
lisinopril5     | lisinopril 5 mg tablet | 311354 | Take 1 tablet by mouth once daily | oral | 90 tablet | 90 | 3
lisinopril10    | lisinopril 10 mg tablet | 314076 | Take 1 tablet by mouth once daily | oral | 90 tablet | 90 | 3
lisinopril20    | lisinopril 20 mg tablet | 314077 | Take 1 tablet by mouth once daily | oral | 90 tablet | 90 | 3
lisinopril40    | lisinopril 40 mg tablet | 197884 | Take 1 tablet by mouth once daily | oral | 90 tablet | 90 | 3
losartan50      | losartan potassium 50 mg tablet | 979492 | Take 1 tablet by mouth once daily | oral | 90 tablet | 90 | 3
losartan100     | losartan potassium 100 mg tablet | 979480 | Take 1 tablet by mouth once daily | oral | 90 tablet | 90 | 3
amlodipine5     | amlodipine 5 mg tablet | 197361 | Take 1 tablet by mouth once daily | oral | 90 tablet | 90 | 3
amlodipine10    | amlodipine 10 mg tablet | 308135 | Take 1 tablet by mouth once daily | oral | 90 tablet | 90 | 3
hctz25          | hydrochlorothiazide 25 mg tablet | 310798 | Take 1 tablet by mouth every morning | oral | 90 tablet | 90 | 3
chlorthalidone  | chlorthalidone 25 mg tablet | - | Take half a tablet by mouth every morning | oral | 45 tablet | 90 | 3
metoprolol25    | metoprolol succinate ER 25 mg tablet | 866427 | Take 1 tablet by mouth once daily. Do not crush or chew. | oral | 90 tablet | 90 | 3
metoprolol50    | metoprolol succinate ER 50 mg tablet | 866436 | Take 1 tablet by mouth once daily. Do not crush or chew. | oral | 90 tablet | 90 | 3
metoprolol100   | metoprolol succinate ER 100 mg tablet | 866412 | Take 1 tablet by mouth once daily. Do not crush or chew. | oral | 90 tablet | 90 | 3
carvedilol      | carvedilol 6.25 mg tablet | 200031 | Take 1 tablet by mouth twice daily with food | oral | 180 tablet | 90 | 3
spironolactone  | spironolactone 25 mg tablet | 313096 | Take 1 tablet by mouth once daily | oral | 90 tablet | 90 | 3
furosemide20    | furosemide 20 mg tablet | 310429 | Take 1 tablet by mouth every morning | oral | 90 tablet | 90 | 3
furosemide40    | furosemide 40 mg tablet | 313988 | Take 1 tablet by mouth every morning; take a second tablet at 2 pm if weight is up 3 pounds in a day or 5 in a week, and call the office | oral | 120 tablet | 90 | 3
metformin500    | metformin 500 mg tablet | 861007 | Take 1 tablet by mouth twice daily with meals | oral | 180 tablet | 90 | 3
metformin1000   | metformin 1,000 mg tablet | 861004 | Take 1 tablet by mouth twice daily with meals | oral | 180 tablet | 90 | 3
glipizide5      | glipizide 5 mg tablet | 310490 | Take 1 tablet by mouth 30 minutes before breakfast | oral | 90 tablet | 90 | 3
empagliflozin   | empagliflozin 10 mg tablet | 1545658 | Take 1 tablet by mouth every morning | oral | 90 tablet | 90 | 3
semaglutide     | semaglutide 0.5 mg weekly pen injector | - | Inject 0.5 mg under the skin once a week on the same day | subcutaneous | 3 pen | 84 | 3
glargine        | insulin glargine 100 units/mL pen injector | - | Inject 22 units under the skin at bedtime. Increase by 2 units every 3 days until fasting glucose is under 130 mg/dL; do not go over 40 units without calling | subcutaneous | 5 pen | 60 | 5
lispro          | insulin lispro 100 units/mL pen injector | - | Inject 6 units under the skin before each meal, plus correction: 1 unit for every 50 mg/dL above 150 | subcutaneous | 5 pen | 60 | 5
strips          | glucose test strips | - | Test blood glucose as directed up to 4 times daily | - | 300 strip | 75 | 5
atorvastatin10  | atorvastatin 10 mg tablet | 617312 | Take 1 tablet by mouth at bedtime | oral | 90 tablet | 90 | 3
atorvastatin20  | atorvastatin 20 mg tablet | 617310 | Take 1 tablet by mouth at bedtime | oral | 90 tablet | 90 | 3
atorvastatin40  | atorvastatin 40 mg tablet | 617311 | Take 1 tablet by mouth at bedtime | oral | 90 tablet | 90 | 3
atorvastatin80  | atorvastatin 80 mg tablet | 259255 | Take 1 tablet by mouth at bedtime | oral | 90 tablet | 90 | 3
rosuvastatin10  | rosuvastatin 10 mg tablet | 859747 | Take 1 tablet by mouth once daily | oral | 90 tablet | 90 | 3
rosuvastatin20  | rosuvastatin 20 mg tablet | 859751 | Take 1 tablet by mouth once daily | oral | 90 tablet | 90 | 3
simvastatin20   | simvastatin 20 mg tablet | 312961 | Take 1 tablet by mouth every evening | oral | 90 tablet | 90 | 3
ezetimibe       | ezetimibe 10 mg tablet | - | Take 1 tablet by mouth once daily | oral | 90 tablet | 90 | 3
aspirin81       | aspirin 81 mg delayed-release tablet | 308416 | Take 1 tablet by mouth once daily | oral | 90 tablet | 90 | 3
clopidogrel     | clopidogrel 75 mg tablet | 309362 | Take 1 tablet by mouth once daily | oral | 90 tablet | 90 | 3
nitroglycerin   | nitroglycerin 0.4 mg sublingual tablet | - | Place 1 tablet under the tongue for chest pain; may repeat every 5 minutes up to 3 doses. Call 911 if pain lasts after the first. | sublingual | 25 tablet | 30 | 2 | prn
warfarin5       | warfarin 5 mg tablet | 855332 | Take 1 tablet by mouth every evening, or as directed by the anticoagulation clinic: half a tablet Tuesday and Saturday, 1 tablet all other days | oral | 90 tablet | 90 | 1
apixaban5       | apixaban 5 mg tablet | 1364445 | Take 1 tablet by mouth twice daily | oral | 180 tablet | 90 | 3
levothyroxine50 | levothyroxine 50 mcg tablet | - | Take 1 tablet by mouth every morning on an empty stomach, 30 minutes before food | oral | 90 tablet | 90 | 3
levothyroxine75 | levothyroxine 75 mcg tablet | 966222 | Take 1 tablet by mouth every morning on an empty stomach, 30 minutes before food | oral | 90 tablet | 90 | 3
levothyroxine100| levothyroxine 100 mcg tablet | - | Take 1 tablet by mouth every morning on an empty stomach, 30 minutes before food | oral | 90 tablet | 90 | 3
albuterol       | albuterol HFA 90 mcg/actuation inhaler | 745679 | Inhale 2 puffs every 4 to 6 hours as needed for wheezing or shortness of breath | inhalation | 1 inhaler | 30 | 3 | prn
fluticasone44   | fluticasone propionate HFA 44 mcg/actuation inhaler | 895994 | Inhale 2 puffs twice daily with spacer; rinse mouth after use | inhalation | 1 inhaler | 30 | 5
symbicort       | budesonide-formoterol 160-4.5 mcg/actuation inhaler | - | Inhale 2 puffs twice daily; rinse mouth after use | inhalation | 1 inhaler | 30 | 5
montelukast     | montelukast 10 mg tablet | - | Take 1 tablet by mouth every evening | oral | 90 tablet | 90 | 3
tiotropium      | tiotropium 2.5 mcg/actuation inhaler | - | Inhale 2 puffs once daily | inhalation | 1 inhaler | 30 | 5
omeprazole      | omeprazole 20 mg delayed-release capsule | 198051 | Take 1 capsule by mouth 30 minutes before breakfast | oral | 90 capsule | 90 | 1
famotidine      | famotidine 20 mg tablet | - | Take 1 tablet by mouth twice daily as needed for heartburn | oral | 60 tablet | 30 | 3 | prn
sertraline50    | sertraline 50 mg tablet | 312941 | Take 1 tablet by mouth once daily | oral | 90 tablet | 90 | 1
sertraline100   | sertraline 100 mg tablet | 312938 | Take 1 tablet by mouth once daily | oral | 90 tablet | 90 | 1
escitalopram10  | escitalopram 10 mg tablet | 349332 | Take 1 tablet by mouth once daily | oral | 90 tablet | 90 | 1
escitalopram20  | escitalopram 20 mg tablet | 351250 | Take 1 tablet by mouth once daily | oral | 90 tablet | 90 | 1
fluoxetine20    | fluoxetine 20 mg capsule | 310385 | Take 1 capsule by mouth every morning | oral | 90 capsule | 90 | 1
bupropion150    | bupropion XL 150 mg tablet | 993541 | Take 1 tablet by mouth every morning | oral | 90 tablet | 90 | 1
bupropion300    | bupropion XL 300 mg tablet | 993557 | Take 1 tablet by mouth every morning | oral | 90 tablet | 90 | 1
trazodone50     | trazodone 50 mg tablet | 856377 | Take half to 1 tablet by mouth at bedtime as needed for sleep | oral | 30 tablet | 30 | 2 | prn
duloxetine30    | duloxetine 30 mg delayed-release capsule | 596930 | Take 1 capsule by mouth once daily | oral | 90 capsule | 90 | 1
duloxetine60    | duloxetine 60 mg delayed-release capsule | 596934 | Take 1 capsule by mouth once daily | oral | 90 capsule | 90 | 1
hydroxyzine     | hydroxyzine 25 mg tablet | - | Take 1 tablet by mouth every 8 hours as needed for anxiety | oral | 30 tablet | 10 | 1 | prn
lithium         | lithium carbonate ER 450 mg tablet | - | Take 1 tablet by mouth twice daily | oral | 180 tablet | 90 | 1
gabapentin300   | gabapentin 300 mg capsule | 310431 | Take 1 capsule by mouth three times daily | oral | 270 capsule | 90 | 1
sumatriptan     | sumatriptan 50 mg tablet | - | Take 1 tablet by mouth at onset of migraine; may repeat once after 2 hours. No more than 200 mg in 24 hours. | oral | 9 tablet | 30 | 5 | prn
topiramate      | topiramate 50 mg tablet | - | Take 1 tablet by mouth twice daily | oral | 180 tablet | 90 | 3
donepezil5      | donepezil 5 mg tablet | 997229 | Take 1 tablet by mouth at bedtime | oral | 90 tablet | 90 | 3
donepezil10     | donepezil 10 mg tablet | 997223 | Take 1 tablet by mouth at bedtime | oral | 90 tablet | 90 | 3
memantine10     | memantine 10 mg tablet | 996561 | Take 1 tablet by mouth twice daily | oral | 180 tablet | 90 | 3
carbidopa       | carbidopa-levodopa 25-100 mg tablet | - | Take 1 tablet by mouth three times daily, 30 minutes before meals | oral | 270 tablet | 90 | 3
alendronate     | alendronate 70 mg tablet | - | Take 1 tablet by mouth once a week with a full glass of water; stay upright for 30 minutes | oral | 12 tablet | 84 | 3
allopurinol100  | allopurinol 100 mg tablet | 197319 | Take 1 tablet by mouth once daily | oral | 90 tablet | 90 | 3
allopurinol300  | allopurinol 300 mg tablet | - | Take 1 tablet by mouth once daily | oral | 90 tablet | 90 | 3
colchicine      | colchicine 0.6 mg tablet | - | Take 2 tablets at first sign of gout flare, then 1 tablet one hour later | oral | 9 tablet | 30 | 1 | prn
tamsulosin      | tamsulosin 0.4 mg capsule | - | Take 1 capsule by mouth 30 minutes after supper | oral | 90 capsule | 90 | 3
finasteride     | finasteride 5 mg tablet | - | Take 1 tablet by mouth once daily | oral | 90 tablet | 90 | 3
ferrous         | ferrous sulfate 325 mg tablet | 310325 | Take 1 tablet by mouth every other day with orange juice | oral | 45 tablet | 90 | 2
b12             | cyanocobalamin 1,000 mcg tablet | - | Take 1 tablet by mouth once daily | oral | 90 tablet | 90 | 3
vitamind        | cholecalciferol 2,000 unit capsule | - | Take 1 capsule by mouth once daily | oral | 90 capsule | 90 | 3
calcium         | calcium carbonate 600 mg with vitamin D tablet | - | Take 1 tablet by mouth twice daily with meals | oral | 180 tablet | 90 | 3
naproxen500     | naproxen 500 mg tablet | 198014 | Take 1 tablet by mouth twice daily with food as needed for pain | oral | 60 tablet | 30 | 1 | prn
ibuprofen200    | ibuprofen 200 mg tablet | 310965 | Take 2 tablets by mouth every 6 hours as needed for pain | oral | 60 tablet | 15 | 0 | prn
ibuprofen600    | ibuprofen 600 mg tablet | - | Take 1 tablet by mouth every 8 hours with food as needed for pain | oral | 30 tablet | 10 | 1 | prn
acetaminophen   | acetaminophen 325 mg tablet | 313782 | Take 2 tablets by mouth every 6 hours as needed for pain; no more than 3,000 mg in a day | oral | 100 tablet | 25 | 1 | prn
diclofenacgel   | diclofenac 1% gel | - | Apply 4 g to the affected joint up to four times daily | topical | 100 g | 30 | 3 | prn
cyclobenzaprine | cyclobenzaprine 10 mg tablet | 828348 | Take 1 tablet by mouth at bedtime as needed for muscle spasm. May cause drowsiness. | oral | 10 tablet | 10 | 0 | prn
oxycodone5      | oxycodone 5 mg tablet | 1049621 | Take 1 tablet by mouth every 6 hours as needed for severe pain. Partial fill on request. | oral | 12 tablet | 3 | 0 | prn
loratadine      | loratadine 10 mg tablet | 311372 | Take 1 tablet by mouth once daily as needed for allergies | oral | 90 tablet | 90 | 3 | prn
cetirizine      | cetirizine 10 mg tablet | - | Take 1 tablet by mouth once daily as needed for allergies | oral | 90 tablet | 90 | 3 | prn
cetirizinekids  | cetirizine 1 mg/mL oral solution | - | Give 5 mL by mouth once daily as needed for allergies | oral | 150 mL | 30 | 3 | prn
flonase         | fluticasone 50 mcg/actuation nasal spray | - | 1 spray in each nostril once daily | nasal | 1 bottle | 30 | 5
methylphenidate | methylphenidate ER 18 mg tablet | 1091155 | Take 1 tablet by mouth every morning on school days | oral | 30 tablet | 30 | 0
methylphenidate36 | methylphenidate ER 36 mg tablet | 1091185 | Take 1 tablet by mouth every morning | oral | 30 tablet | 30 | 0
amoxicillin400  | amoxicillin 400 mg/5 mL oral suspension | 308189 | Give 7.5 mL by mouth twice daily for 10 days | oral | 150 mL | 10 | 0
amoxicillin500  | amoxicillin 500 mg capsule | 308191 | Take 1 capsule by mouth three times daily for 10 days | oral | 30 capsule | 10 | 0
augmentin       | amoxicillin-clavulanate 875-125 mg tablet | - | Take 1 tablet by mouth twice daily with food for 7 days | oral | 14 tablet | 7 | 0
azithromycin    | azithromycin 250 mg tablet | 308460 | Take 2 tablets by mouth on day 1, then 1 tablet once daily for 4 days | oral | 6 tablet | 5 | 0
cephalexin      | cephalexin 500 mg capsule | 309114 | Take 1 capsule by mouth four times daily for 7 days | oral | 28 capsule | 7 | 0
nitrofurantoin  | nitrofurantoin monohydrate 100 mg capsule | - | Take 1 capsule by mouth twice daily for 5 days | oral | 10 capsule | 5 | 0
doxycycline     | doxycycline hyclate 100 mg capsule | - | Take 1 capsule by mouth twice daily for 10 days. Avoid sun. | oral | 20 capsule | 10 | 0
valacyclovir    | valacyclovir 1 g tablet | - | Take 1 tablet by mouth three times daily for 7 days | oral | 21 tablet | 7 | 0
oseltamivir     | oseltamivir 75 mg capsule | - | Take 1 capsule by mouth twice daily for 5 days | oral | 10 capsule | 5 | 0
prednisone20    | prednisone 20 mg tablet | 312615 | Take 2 tablets by mouth once daily for 5 days | oral | 10 tablet | 5 | 0
benzonatate     | benzonatate 100 mg capsule | - | Take 1 capsule by mouth three times daily as needed for cough. Swallow whole. | oral | 30 capsule | 10 | 0 | prn
ondansetron     | ondansetron ODT 4 mg tablet | - | Dissolve 1 tablet on the tongue every 8 hours as needed for nausea | oral | 10 tablet | 4 | 0 | prn
triamcinolone   | triamcinolone 0.1% cream | - | Apply a thin layer to the affected skin twice daily for up to 2 weeks | topical | 80 g | 14 | 1
hydrocortisone  | hydrocortisone 1% cream | - | Apply a thin layer to the affected skin twice daily | topical | 30 g | 14 | 2
polytrim        | polymyxin B-trimethoprim eye drops | - | 1 drop in the affected eye four times daily for 7 days | ophthalmic | 10 mL | 7 | 0
tretinoin       | tretinoin 0.025% cream | - | Apply a pea-sized amount to the face at bedtime | topical | 45 g | 60 | 3
ocp             | norethindrone-ethinyl estradiol 1 mg-20 mcg tablet | - | Take 1 tablet by mouth once daily | oral | 84 tablet | 84 | 3
prenatal        | prenatal vitamin with iron tablet | - | Take 1 tablet by mouth once daily | oral | 90 tablet | 90 | 3
labetalol       | labetalol 200 mg tablet | - | Take 1 tablet by mouth twice daily | oral | 60 tablet | 30 | 3
epinephrine     | epinephrine 0.3 mg auto-injector | - | Inject into the outer thigh for severe allergic reaction, then call 911. Keep two with you at all times. | intramuscular | 2 auto-injector | 365 | 1 | prn
nicotine        | nicotine 21 mg/24 hour patch | - | Apply 1 patch every morning; change sites daily | transdermal | 28 patch | 28 | 2
varenicline     | varenicline 1 mg tablet | - | Take 1 tablet by mouth twice daily with food | oral | 56 tablet | 28 | 2
buprenorphine   | buprenorphine-naloxone 8-2 mg sublingual film | - | Dissolve 1 film under the tongue twice daily | sublingual | 14 film | 7 | 0
naloxone        | naloxone 4 mg nasal spray | - | 1 spray in one nostril for suspected overdose; call 911. May repeat in the other nostril after 3 minutes. | nasal | 2 spray | 365 | 1 | prn
methotrexate    | methotrexate 2.5 mg tablet | 105585 | Take 6 tablets (15 mg) by mouth ONCE A WEEK on Sunday. Do not take daily. | oral | 72 tablet | 84 | 1
folicacid       | folic acid 1 mg tablet | - | Take 1 tablet by mouth once daily | oral | 90 tablet | 90 | 3
adalimumab      | adalimumab 40 mg pen injector | - | Inject 40 mg under the skin every other week | subcutaneous | 2 pen | 28 | 5
anastrozole     | anastrozole 1 mg tablet | - | Take 1 tablet by mouth once daily | oral | 90 tablet | 90 | 3
latanoprost     | latanoprost 0.005% eye drops | - | 1 drop in both eyes every evening | ophthalmic | 2.5 mL | 30 | 5
polyethylene    | polyethylene glycol 3350 powder | - | Mix 17 g in 8 ounces of fluid and drink once daily as needed for constipation | oral | 510 g | 30 | 5 | prn
fishoil         | fish oil 1,000 mg capsule | - | Takes 1 capsule by mouth once daily | oral | - | 0 | 0
multivitamin    | multivitamin tablet | - | Takes 1 tablet by mouth once daily | oral | - | 0 | 0
melatonin       | melatonin 3 mg tablet | - | Takes 1 tablet at bedtime as needed for sleep | oral | - | 0 | 0 | prn
turmeric        | turmeric 500 mg capsule | - | Takes 1 capsule twice daily for joints | oral | - | 0 | 0
tums            | calcium carbonate 500 mg chewable tablet | - | Takes 1 to 2 tablets as needed for heartburn | oral | - | 0 | 0 | prn
vitamindkids    | cholecalciferol 400 unit/mL oral drops | - | Give 1 mL by mouth once daily | oral | 50 mL | 50 | 5
ferrouskids     | ferrous sulfate 15 mg iron/mL oral drops | - | Give 1 mL by mouth once daily between meals | oral | 50 mL | 50 | 2
albuterolneb    | albuterol 0.083% nebulizer solution | 630208 | Give 1 vial by nebulizer every 4 to 6 hours as needed for wheezing | inhalation | 25 vial | 10 | 2 | prn
nystatin        | nystatin 100,000 units/mL oral suspension | - | Give 1 mL to each side of the mouth four times daily for 10 days | oral | 60 mL | 10 | 0
acetaminophenkids | acetaminophen 160 mg/5 mL oral suspension | - | Give by weight every 6 hours as needed for fever or pain; see dosing chart | oral | 120 mL | 10 | 1 | prn
ibuprofenkids   | ibuprofen 100 mg/5 mL oral suspension | - | Give by weight every 6 to 8 hours as needed for fever or pain; see dosing chart | oral | 120 mL | 10 | 1 | prn
`

export type Drug = Readonly<{
  key: string
  name: string
  rxnorm: string | null
  sig: string
  route: string | null
  amount: number
  unit: string
  days: number
  refills: number
  asNeeded: boolean
}>

export const drugs: ReadonlyMap<string, Drug> = new Map(
  table
    .trim()
    .split('\n')
    .map((line): [string, Drug] => {
      const [key = '', name = '', rxnorm, sig = '', route, quantity = '', days, refills, prn] = line
        .split('|')
        .map((cell) => cell.trim())
      const [amount, ...unit] = quantity.split(' ')
      return [
        key,
        {
          key,
          name,
          rxnorm: rxnorm === '-' || rxnorm === undefined ? null : rxnorm,
          sig,
          route: route === '-' || route === undefined ? null : route,
          amount: Number(amount) || 0,
          unit: unit.join(' '),
          days: Number(days),
          refills: Number(refills),
          asNeeded: prn === 'prn',
        },
      ]
    }),
)

export function drugOf(key: string): Drug {
  const drug = drugs.get(key)
  if (!drug) throw new Error(`no drug ${key}`)
  return drug
}

/** What a child under twelve is given in place of a drug for grown people; null is nothing. */
const forChildren: Readonly<Record<string, string | null>> = {
  acetaminophen: 'acetaminophenkids',
  ibuprofen200: 'ibuprofenkids',
  ibuprofen600: 'ibuprofenkids',
  naproxen500: 'ibuprofenkids',
  diclofenacgel: null,
  cyclobenzaprine: null,
  oxycodone5: null,
  benzonatate: null,
  prednisone20: null,
  oseltamivir: null,
  ondansetron: null,
  amoxicillin500: 'amoxicillin400',
  augmentin: 'amoxicillin400',
  azithromycin: 'amoxicillin400',
  cephalexin: 'amoxicillin400',
  doxycycline: 'amoxicillin400',
  loratadine: 'cetirizinekids',
  cetirizine: 'cetirizinekids',
  montelukast: null,
  symbicort: 'fluticasone44',
  sumatriptan: 'ibuprofenkids',
  topiramate: null,
  ferrous: 'ferrouskids',
  vitamind: 'vitamindkids',
  valacyclovir: null,
  nitrofurantoin: 'amoxicillin400',
}

/** The year a drug came on the market, for charts that reach back before it. */
const newIn: Readonly<Record<string, number>> = {
  rosuvastatin10: 2004,
  rosuvastatin20: 2004,
  duloxetine30: 2005,
  duloxetine60: 2005,
  varenicline: 2007,
  apixaban5: 2013,
  empagliflozin: 2015,
  naloxone: 2016,
  semaglutide: 2018,
}

/** The drug as it is right for an age in a year; null where nothing is given. */
export function suited(key: string, years: number, year: number): string | null {
  if (year < (newIn[key] ?? 0)) return null
  if (years >= 12) return key
  const child = forChildren[key]
  return child === undefined ? key : child
}

/** Taken without a prescription, as patients tell. */
export const overTheCounter = [
  'fishoil',
  'multivitamin',
  'melatonin',
  'turmeric',
  'tums',
  'vitamind',
  'acetaminophen',
] as const
