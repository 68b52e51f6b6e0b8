/**
 * Laboratory tests: key | name | LOINC | unit | UCUM | low | high | decimals | middle | spread | critical low | critical high.
 * Ranges as adult laboratories print them; a male range after a slash.
 */
const testTable = `
glucose  | Glucose | 2345-7 | mg/dL | mg/dL | 70 | 99 | 0 | 90 | 7 | 45 | 400
bun      | Urea nitrogen | 3094-0 | mg/dL | mg/dL | 7 | 25 | 0 | 15 | 3.5 | | 100
creatinine | Creatinine | 2160-0 | mg/dL | mg/dL | 0.5/0.7 | 1.1/1.3 | 2 | 0.8/0.98 | 0.12 | | 7
egfr     | eGFR (CKD-EPI 2021) | 98979-8 | mL/min/1.73m2 | mL/min/{1.73_m2} | 60 | | 0 | 95 | 8 | |
sodium   | Sodium | 2951-2 | mmol/L | mmol/L | 135 | 146 | 0 | 140 | 1.8 | 120 | 160
potassium | Potassium | 2823-3 | mmol/L | mmol/L | 3.5 | 5.3 | 1 | 4.3 | 0.28 | 2.8 | 6.2
chloride | Chloride | 2075-0 | mmol/L | mmol/L | 98 | 110 | 0 | 103 | 2 | |
co2      | Carbon dioxide, total | 2028-9 | mmol/L | mmol/L | 20 | 32 | 0 | 26 | 1.8 | 10 | 40
calcium  | Calcium | 17861-6 | mg/dL | mg/dL | 8.6 | 10.3 | 1 | 9.4 | 0.28 | 6.5 | 13
protein  | Protein, total | 2885-2 | g/dL | g/dL | 6.1 | 8.1 | 1 | 7 | 0.35 | |
albumin  | Albumin | 1751-7 | g/dL | g/dL | 3.6 | 5.1 | 1 | 4.3 | 0.25 | |
bilirubin | Bilirubin, total | 1975-2 | mg/dL | mg/dL | 0.2 | 1.2 | 1 | 0.6 | 0.18 | | 15
alkphos  | Alkaline phosphatase | 6768-6 | U/L | U/L | 35 | 144 | 0 | 74 | 16 | |
ast      | AST | 1920-8 | U/L | U/L | 10 | 35 | 0 | 21 | 5 | | 1000
alt      | ALT | 1742-6 | U/L | U/L | 6/9 | 29/46 | 0 | 20 | 6 | | 1000
wbc      | White blood cell count | 6690-2 | 10*3/uL | 10*3/uL | 3.8 | 10.8 | 1 | 6.6 | 1.3 | 2 | 30
rbc      | Red blood cell count | 789-8 | 10*6/uL | 10*6/uL | 3.8/4.2 | 5.1/5.8 | 2 | 4.5/4.95 | 0.25 | |
hgb      | Hemoglobin | 718-7 | g/dL | g/dL | 11.7/13.2 | 15.5/17.1 | 1 | 13.6/15 | 0.6 | 7 | 20
hct      | Hematocrit | 4544-3 | % | % | 35/38.5 | 45/50 | 1 | 40.5/44.5 | 1.8 | 21 | 60
mcv      | MCV | 787-2 | fL | fL | 80 | 100 | 0 | 90 | 3 | |
mch      | MCH | 785-6 | pg | pg | 27 | 33 | 1 | 30 | 1 | |
mchc     | MCHC | 786-4 | g/dL | g/dL | 32 | 36 | 1 | 33.6 | 0.6 | |
rdw      | RDW | 788-0 | % | % | 11 | 15 | 1 | 13 | 0.7 | |
platelets | Platelet count | 777-3 | 10*3/uL | 10*3/uL | 140 | 400 | 0 | 245 | 45 | 30 | 1000
cholesterol | Cholesterol, total | 2093-3 | mg/dL | mg/dL | | 199 | 0 | 185 | 20 | |
triglycerides | Triglycerides | 2571-8 | mg/dL | mg/dL | | 149 | 0 | 110 | 32 | | 1000
hdl      | HDL cholesterol | 2085-9 | mg/dL | mg/dL | 50/40 | | 0 | 58/49 | 9 | |
ldl      | LDL cholesterol, calculated | 13457-7 | mg/dL | mg/dL | | 99 | 0 | 105 | 18 | |
a1c      | Hemoglobin A1c | 4548-4 | % | % | | 5.6 | 1 | 5.3 | 0.2 | |
tsh      | TSH | 3016-3 | mIU/L | m[IU]/L | 0.4 | 4.5 | 2 | 1.9 | 0.7 | |
freet4   | Free T4 | 3024-7 | ng/dL | ng/dL | 0.8 | 1.8 | 1 | 1.2 | 0.15 | |
inr      | INR | 6301-6 | INR | {INR} | 0.9 | 1.1 | 1 | 1 | 0.06 | | 5
urinealbumin | Albumin/creatinine ratio, urine | 9318-7 | mg/g | mg/g{creat} | | 29 | 0 | 9 | 5 | |
uric     | Uric acid | 3084-1 | mg/dL | mg/dL | 2.5/4 | 7/8 | 1 | 4.9/6 | 0.8 | |
ferritin | Ferritin | 2276-4 | ng/mL | ng/mL | 16/38 | 232/380 | 0 | 70/140 | 28 | |
iron     | Iron, total | 2498-4 | ug/dL | ug/dL | 45 | 160 | 0 | 92 | 20 | |
tibc     | Iron binding capacity | 2500-7 | ug/dL | ug/dL | 250 | 450 | 0 | 330 | 30 | |
vitamind | Vitamin D, 25-hydroxy | 62292-8 | ng/mL | ng/mL | 30 | 100 | 0 | 36 | 7 | |
b12      | Vitamin B12 | 2132-9 | pg/mL | pg/mL | 200 | 1100 | 0 | 480 | 130 | |
psa      | PSA, total | 2857-1 | ng/mL | ng/mL | | 4 | 2 | 1.3 | 0.6 | |
bnp      | NT-proBNP | 33762-6 | pg/mL | pg/mL | | 125 | 0 | 70 | 25 | |
crp      | C-reactive protein | 1988-5 | mg/L | mg/L | | 8 | 1 | 2.4 | 1.4 | |
lithium  | Lithium | 14334-7 | mmol/L | mmol/L | 0.6 | 1.2 | 1 | 0.8 | 0.12 | | 2
lead     | Lead, venous blood | 77307-7 | ug/dL | ug/dL | | 3.4 | 1 | 1.2 | 0.5 | | 45
specificgravity | Specific gravity | 5811-5 | | 1 | 1.001 | 1.035 | 3 | 1.015 | 0.006 | |
urineph  | pH | 5803-2 | pH | [pH] | 5 | 8 | 1 | 6.2 | 0.6 | |
`

/** Results in words: key | name | LOINC | usual answer | answer when something is wrong. */
const wordTable = `
color     | Color | 5778-6 | Yellow | Dark yellow
clarity   | Appearance | 5767-9 | Clear | Cloudy
urineglucose | Glucose, urine | 5792-7 | Negative | 2+
ketones   | Ketones, urine | 5797-6 | Negative | Trace
blood     | Blood, urine | 5794-3 | Negative | 1+
urineprotein | Protein, urine | 5804-0 | Negative | Trace
nitrite   | Nitrite | 5802-4 | Negative | Positive
leukocytes | Leukocyte esterase | 5799-2 | Negative | 3+
strep     | Streptococcus pyogenes antigen, rapid | 78012-2 | Negative | Positive
covid     | SARS-CoV-2 RNA | 94500-6 | Not detected | Detected
flua      | Influenza A virus antigen, rapid | 80382-5 | Negative | Positive
flub      | Influenza B virus antigen, rapid | 80383-3 | Negative | Negative
`

/** Panels: key | name | LOINC of the panel | tests. */
const panelTable = `
bmp   | Basic metabolic panel | 24321-2 | glucose bun creatinine egfr sodium potassium chloride co2 calcium
cmp   | Comprehensive metabolic panel | 24323-8 | glucose bun creatinine egfr sodium potassium chloride co2 calcium protein albumin bilirubin alkphos ast alt
cbc   | Complete blood count | 58410-2 | wbc rbc hgb hct mcv mch mchc rdw platelets
lipid | Lipid panel | 24331-1 | cholesterol triglycerides hdl ldl
a1c   | Hemoglobin A1c | 4548-4 | a1c
tsh   | Thyroid stimulating hormone | 3016-3 | tsh
inr   | Prothrombin time and INR | 6301-6 | inr
urinealbumin | Albumin/creatinine ratio, random urine | 9318-7 | urinealbumin
uric  | Uric acid | 3084-1 | uric
iron  | Iron studies | 50190-8 | iron tibc ferritin
vitamind | Vitamin D, 25-hydroxy | 62292-8 | vitamind
psa   | Prostate specific antigen | 2857-1 | psa
bnp   | NT-proBNP | 33762-6 | bnp
crp   | C-reactive protein | 1988-5 | crp
lithium | Lithium level | 14334-7 | lithium
lead  | Lead screening | 77307-7 | lead hgb
ua    | Urinalysis, complete | 24356-8 | color clarity specificgravity urineph urineglucose ketones blood urineprotein nitrite leukocytes
strep | Rapid strep test | 78012-2 | strep
covid | SARS-CoV-2 RNA, respiratory | 94500-6 | covid
flu   | Rapid influenza A and B | - | flua flub
bilirubin | Bilirubin, total | 1975-2 | bilirubin
`

type ByBody = Readonly<{ female: number; male: number }>
export type NumberTest = Readonly<{
  kind: 'number'
  key: string
  name: string
  loinc: string
  unit: string
  ucum: string
  low: ByBody | null
  high: ByBody | null
  decimals: number
  middle: ByBody
  spread: number
  criticalLow: number | null
  criticalHigh: number | null
}>
export type WordTest = Readonly<{
  kind: 'words'
  key: string
  name: string
  loinc: string
  usual: string
  wrong: string
}>
export type LabTest = NumberTest | WordTest
export type Panel = Readonly<{ key: string; name: string; loinc: string | null; tests: readonly LabTest[] }>

const rows = (table: string) =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
const byBody = (cell: string | undefined): ByBody | null => {
  if (cell === undefined || cell === '') return null
  const [female = '', male = female] = cell.split('/')
  return { female: Number(female), male: Number(male) }
}
const numberOr = (cell: string | undefined) => (cell === undefined || cell === '' ? null : Number(cell))

export const tests: ReadonlyMap<string, LabTest> = new Map<string, LabTest>([
  ...rows(testTable).map((row): [string, NumberTest] => {
    const [
      key = '',
      name = '',
      loinc = '',
      unit = '',
      ucum = '',
      low,
      high,
      decimals,
      middle,
      spread,
      critLow,
      critHigh,
    ] = row
    return [
      key,
      {
        kind: 'number',
        key,
        name,
        loinc,
        unit,
        ucum,
        low: byBody(low),
        high: byBody(high),
        decimals: Number(decimals),
        middle: byBody(middle) ?? { female: 0, male: 0 },
        spread: Number(spread),
        criticalLow: numberOr(critLow),
        criticalHigh: numberOr(critHigh),
      },
    ]
  }),
  ...rows(wordTable).map((row): [string, WordTest] => {
    const [key = '', name = '', loinc = '', usual = '', wrong = ''] = row
    return [key, { kind: 'words', key, name, loinc, usual, wrong }]
  }),
])

export const panels: ReadonlyMap<string, Panel> = new Map(
  rows(panelTable).map(([key = '', name = '', loinc = '', list = '']): [string, Panel] => [
    key,
    {
      key,
      name,
      loinc: loinc === '-' ? null : loinc,
      tests: list.split(' ').map((test) => {
        const found = tests.get(test)
        if (!found) throw new Error(`no test ${test}`)
        return found
      }),
    },
  ]),
)
