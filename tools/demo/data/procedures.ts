/**
 * What is done to people: key | name | SNOMED CT (only where known for sure) | who does it | outcome in words.
 */
const table = `
colonoscopy   | Screening colonoscopy | 73761001 | gastroenterology | No polyps; repeat in 10 years. ~ Two small adenomas removed; repeat in 5 years. ~ Poor preparation; repeat next year.
mammogram     | Screening mammogram, both breasts | 24623002 | imaging | BI-RADS 1, negative. ~ BI-RADS 2, benign calcifications. ~ BI-RADS 0, additional views of the left breast advised.
bonedensity   | Bone density scan (DXA) | 312681000 | imaging | T-score -1.2 at the hip: low bone mass. ~ T-score -2.7 at the spine: osteoporosis. ~ Normal.
ecg           | Electrocardiogram, 12 leads | 29303009 | here | Normal sinus rhythm. ~ Sinus rhythm, left axis, no acute change. ~ Atrial fibrillation, rate 84.
spirometry    | Spirometry | 127783003 | here | Obstruction, reversible. ~ Moderate obstruction, not reversible. ~ Normal.
echo          | Echocardiogram | 40701008 | cardiology | Ejection fraction 60%, mild left atrial enlargement. ~ Ejection fraction 55%, diastolic dysfunction grade 1.
chestxray     | Chest x-ray, two views | 399208008 | imaging | No acute disease. ~ Right lower lobe infiltrate. ~ Hyperinflation.
eyeexam       | Dilated eye exam | - | ophthalmology | No retinopathy. ~ Mild nonproliferative retinopathy.
footexam      | Diabetic foot exam | - | here | Pulses and monofilament intact. ~ Reduced sensation at both great toes.
pap           | Cervical cancer screening, Pap and HPV | - | here | Negative for intraepithelial lesion; HPV negative. ~ ASC-US, HPV negative.
lowdosect     | Low-dose chest CT for lung cancer screening | - | imaging | Lung-RADS 2, benign. ~ Lung-RADS 3, 6 mm nodule, repeat in 6 months.
appendectomy  | Appendectomy | 80146002 | hospital |
gallbladder   | Laparoscopic cholecystectomy | 45595009 | hospital |
kneereplacement | Total replacement of right knee | 609588000 | orthopaedics |
hipreplacement | Total replacement of left hip | 52734007 | orthopaedics |
cataract      | Cataract extraction with lens implant, right eye | 54885007 | ophthalmology |
cabg          | Coronary artery bypass graft | 232717009 | hospital |
stent         | Percutaneous coronary intervention | 415070008 | cardiology |
hysterectomy  | Hysterectomy | 236886002 | hospital |
cesarean      | Cesarean section | 11466000 | obstetrics |
delivery      | Vaginal delivery | - | obstetrics |
tonsillectomy | Tonsillectomy | 173422009 | hospital |
vasectomy     | Vasectomy | 22523008 | here |
lumpectomy    | Lumpectomy of left breast | 392021009 | oncology |
prostatectomy | Prostatectomy | 90470006 | hospital |
colectomy     | Partial resection of colon | 43075005 | hospital |
skinexcision  | Excision of melanoma, back | - | dermatology |
earwax        | Removal of ear wax, both sides | - | here |
cryotherapy   | Freezing of warts | - | here |
sutures       | Repair of laceration, 4 sutures | - | here |
injection     | Corticosteroid injection, right knee | - | here | Tolerated well.
pacemaker     | Implantation of dual-chamber pacemaker | - | cardiology |
circumcision  | Circumcision | - | hospital |
eartubes      | Ear tubes, both sides | - | hospital |
fluoride      | Fluoride varnish | - | here |
hearingscreen | Hearing screen | - | here | Passed both ears. ~ Left ear referred; repeat in one month.
`

export type ProcedureRow = Readonly<{
  key: string
  name: string
  snomed: string | null
  by: string
  outcomes: readonly string[]
}>

export const procedures: ReadonlyMap<string, ProcedureRow> = new Map(
  table
    .trim()
    .split('\n')
    .map((line): [string, ProcedureRow] => {
      const [key = '', name = '', snomed = '-', by = '', outcomes = ''] = line
        .split('|')
        .map((cell) => cell.trim())
      return [
        key,
        {
          key,
          name,
          snomed: snomed === '-' ? null : snomed,
          by,
          outcomes: outcomes
            .split('~')
            .map((each) => each.trim())
            .filter((each) => each !== ''),
        },
      ]
    }),
)
