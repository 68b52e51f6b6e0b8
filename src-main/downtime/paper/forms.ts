/** The blank forms: what each asks for. They are drawn by `draw-form.ts`. */

/** Fields of one line by name and share of it; lines to write on; a table that fills the page; boxes to tick. */
export type Part =
  | Readonly<{ fields: readonly (readonly [label: string, share: number])[] }>
  | Readonly<{ lines: number; label: string }>
  | Readonly<{ table: readonly (readonly [head: string, share: number])[] }>
  | Readonly<{ boxes: readonly string[]; label: string }>
  | Readonly<{ note: string }>

export type Form = Readonly<{
  title: string
  /** Whether it is about one patient: then it begins with whose it is. */
  ofPatient: boolean
  parts: readonly Part[]
}>

const signed: Part = {
  fields: [
    ['Name and signature', 3],
    ['Date', 1],
    ['Time', 1],
  ],
}

export const forms: readonly Form[] = [
  {
    title: 'Visit note',
    ofPatient: true,
    parts: [
      {
        fields: [
          ['Seen by', 2],
          ['Room', 1],
          ['Began', 1],
          ['Ended', 1],
        ],
      },
      { boxes: ['none known', 'as on the patient’s page', 'changed:'], label: 'Allergies asked' },
      { lines: 5, label: 'Subjective: why they came, what they say' },
      { lines: 5, label: 'Objective: vitals, examination, results' },
      { lines: 3, label: 'Assessment' },
      { lines: 5, label: 'Plan: medications, orders, follow-up' },
      signed,
    ],
  },
  {
    title: 'Orders',
    ofPatient: true,
    parts: [
      { boxes: ['routine', 'urgent', 'at once'], label: 'How soon' },
      {
        table: [
          ['Test or study', 3],
          ['Why (diagnosis)', 2],
          ['Where', 2],
          ['Sent or phoned: when, to whom', 2],
          ['Result', 2],
        ],
      },
      { note: 'Results by phone: read back, and write who said it, and when.' },
      signed,
    ],
  },
  {
    title: 'Prescription record',
    ofPatient: true,
    parts: [
      { boxes: ['none known', 'asked again', 'written on the patient’s page'], label: 'Allergies' },
      {
        table: [
          ['Medication, strength, form', 4],
          ['Directions', 4],
          ['Quantity', 1],
          ['Refills', 1],
          ['Pharmacy; how it went there', 3],
        ],
      },
      {
        note: 'What goes to the patient is the practice’s own prescription paper. This is the record of it; controlled substances one a line, with the paper’s number.',
      },
      signed,
    ],
  },
  {
    title: 'Vitals',
    ofPatient: true,
    parts: [
      {
        table: [
          ['Time', 2],
          ['Blood pressure', 2],
          ['Pulse', 1],
          ['Resp', 1],
          ['Temp °F', 1],
          ['SpO2 %', 1],
          ['Weight kg', 1],
          ['Height cm', 1],
          ['Pain /10', 1],
          ['By', 2],
        ],
      },
      signed,
    ],
  },
  {
    title: 'Registration',
    ofPatient: false,
    parts: [
      {
        fields: [
          ['Family name', 2],
          ['Given name', 2],
          ['Middle', 1],
        ],
      },
      {
        fields: [
          ['Birth date', 1],
          ['Sex', 1],
          ['Called', 1],
          ['Language', 1],
        ],
      },
      {
        fields: [
          ['Mobile phone', 1],
          ['Other phone', 1],
          ['E-mail', 2],
        ],
      },
      { fields: [['Street', 1]] },
      {
        fields: [
          ['City', 2],
          ['State', 1],
          ['ZIP', 1],
        ],
      },
      {
        fields: [
          ['Call if needed', 2],
          ['Relationship', 1],
          ['Phone', 1],
        ],
      },
      {
        fields: [
          ['Insurance', 2],
          ['Member ID', 2],
          ['Group', 1],
        ],
      },
      {
        fields: [
          ['Who is insured, birth date', 2],
          ['Relationship', 1],
        ],
      },
      { boxes: ['photo ID seen', 'insurance card copied', 'privacy notice given'], label: 'Seen' },
      { lines: 3, label: 'Allergies' },
      { lines: 4, label: 'Medications' },
      { lines: 3, label: 'Why they come today' },
      signed,
    ],
  },
  {
    title: 'Payment receipt log',
    ofPatient: false,
    parts: [
      {
        fields: [
          ['Kept by', 2],
          ['Date', 1],
          ['Cash at the start', 1],
          ['Cash at the end', 1],
        ],
      },
      {
        table: [
          ['Time', 1],
          ['Patient, birth date', 3],
          ['For what', 2],
          ['Amount', 1],
          ['Cash, check no., card', 2],
          ['Receipt no.', 1],
          ['By', 1],
          ['Entered', 1],
        ],
      },
      signed,
    ],
  },
]
