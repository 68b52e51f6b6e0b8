/** One patient on a page of their own: what whoever sees them must know, and room to write below it. */
import { ageText } from '../../../shared/kernel/time.ts'
import type { Entry, PackHead, PackPatient } from '../pack-content.ts'
import { dayText, momentText } from './paper-dates.ts'
import { leading, paper, type Cell, type Sheet } from './sheet.ts'
import { reasonText } from './reason-text.ts'

const labelWidth = 92
const x = paper.left + labelWidth
const width = paper.right - x
const gap = 12
const half = (width - gap) / 2
const strong = { weight: 'bold' } as const
const dim = { gray: 0.3 } as const

/** Returns the pages it took. */
export function drawPatient(
  sheet: Sheet,
  patient: PackPatient,
  head: PackHead,
): { from: number; to: number } {
  sheet.newPage()
  const from = sheet.page
  drawName(sheet, patient, head)
  sheet.block(
    () => drawNameAgain(sheet, patient, head),
    () => {
      drawFacts(sheet, patient, head)
      drawAllergies(sheet, patient)
      section(sheet, 'Medications', patient.medications, noneOf(patient))
      section(sheet, 'Problems', patient.problems, noneOf(patient))
      drawMeasured(sheet, patient, head)
      if (patient.amendments.length > 0) section(sheet, 'Amended', patient.amendments, '')
    },
  )
  drawRoomToWrite(sheet)
  return { from, to: sheet.page }
}

const bornText = ({ birthDate, deceased }: PackPatient, { timeZone, today }: PackHead): string =>
  birthDate === null
    ? 'birth date unknown'
    : `born ${dayText(birthDate, timeZone)}${deceased ? ', deceased' : `, ${ageText(birthDate, today)}`}`

const sexText = { female: 'Female', male: 'Male', other: 'Other sex', unknown: 'Sex not known' } as const

function drawName(sheet: Sheet, patient: PackPatient, head: PackHead): void {
  const called = patient.preferredName === '' ? '' : ` “${patient.preferredName}”`
  sheet.line({
    x: paper.left,
    width: paper.right - paper.left,
    text: `${patient.name || 'No name'}${called}`,
    style: { weight: 'bold', size: 14 },
  })
  sheet.line({
    x: paper.left,
    width: paper.right - paper.left,
    text: [bornText(patient, head), sexText[patient.sex], `MRN ${patient.mrn}`].join(' · '),
    style: { weight: 'bold', size: 10 },
  })
  sheet.y += 4
}

function drawNameAgain(sheet: Sheet, patient: PackPatient, head: PackHead): void {
  sheet.line({
    x: paper.left,
    width: paper.right - paper.left,
    text: [`${patient.name || 'No name'} (continued)`, bornText(patient, head), `MRN ${patient.mrn}`].join(
      ' · ',
    ),
    style: strong,
  })
  sheet.rule(paper.left, sheet.y + 1, paper.right - paper.left)
  sheet.y += 6
}

function drawFacts(sheet: Sheet, patient: PackPatient, { timeZone }: PackHead): void {
  const { phones, contact, coverages, language, lastVisit } = patient
  const visit =
    lastVisit &&
    [lastVisit.startsAt && dayText(lastVisit.startsAt, timeZone), lastVisit.text, lastVisit.detail]
      .filter(Boolean)
      .join(' · ')
  const facts: readonly (readonly [string, string])[] = [
    ['In this pack', patient.why.map(reasonText).join(', ')],
    ['Phone', phones.join(', ') || (patient.closed ? noneOf(patient) : 'None recorded.')],
    ['Call if needed', contact],
    ['Insurance', coverages.join('; ') || (patient.closed ? noneOf(patient) : 'None recorded.')],
    ['Language', /^english/i.test(language) ? '' : language],
    ['Last visit', visit ?? noneOf(patient)],
  ]
  for (const [label, text] of facts)
    if (text !== '') sheet.labelled(label, () => sheet.line({ x, width, text }))
  const warnings = [
    ...(patient.closed
      ? ['This chart is restricted. Only allergies are printed; the people named for it open it on screen.']
      : patient.whole
        ? []
        : ['This chart is not on this computer. Problems, medications and results are not shown; ask.']),
    ...(patient.withheld > 0 ? [withheldText(patient.withheld)] : []),
    ...patient.twoVersions.map((type) => `There are two versions of: ${type}. Nobody has chosen yet; ask.`),
  ]
  for (const text of warnings)
    sheet.labelled('Take care', () => sheet.line({ x, width, text, style: strong }))
  sheet.y += 4
}

/** Framed, so that the eye falls on it. */
function drawAllergies(sheet: Sheet, { allergies }: PackPatient): void {
  sheet.need(leading() * 2)
  sheet.rule(paper.left, sheet.y, paper.right - paper.left, 0, 1)
  sheet.y += 3
  const none = allergies === null ? 'Not recorded. Ask, and write down what is said.' : 'No known allergies.'
  section(sheet, 'Allergies', allergies ?? [], none)
  sheet.rule(paper.left, sheet.y - 3, paper.right - paper.left, 0, 1)
  sheet.y += 4
}

function drawMeasured(sheet: Sheet, patient: PackPatient, { timeZone }: PackHead): void {
  const { vitals, results } = patient
  const taken = vitals?.takenAt ? momentText(vitals.takenAt, timeZone) : ''
  section(
    sheet,
    'Last vitals',
    vitals ? [{ text: vitals.values.join(' · '), detail: taken, strong: false }] : [],
    noneOf(patient),
  )
  section(
    sheet,
    'Last results',
    results.map((result) => ({
      ...result,
      detail: [result.detail, result.takenAt && dayText(result.takenAt, timeZone)]
        .filter(Boolean)
        .join(' · '),
    })),
    noneOf(patient),
  )
}

const withheldText = (count: number): string =>
  `${count === 1 ? 'One entry of this chart is' : `${count} entries of this chart are`} not printed. What is prescribed may be among them; ask.`

/** An empty list says nothing of what is not here. */
const noneOf = ({ closed, whole, withheld }: PackPatient): string => {
  if (closed) return 'Restricted, not printed.'
  if (!whole) return 'Not on this computer.'
  return withheld > 0 ? 'None printed.' : 'None recorded.'
}

/** A list; entries that are short stand two in a line. */
function section(sheet: Sheet, label: string, entries: readonly Entry[], none: string): void {
  sheet.labelled(entries.length > 1 ? `${label} (${entries.length})` : label, () => {
    if (entries.length === 0) sheet.line({ x, width, text: none, style: dim })
    for (let n = 0; n < entries.length; n += 1) {
      const [one, two] = [entries[n], entries[n + 1]]
      if (!one) continue
      if (two && fitsHalf(sheet, one) && fitsHalf(sheet, two)) {
        sheet.line(cellOf(one, x, half), cellOf(two, x + half + gap, half))
        n += 1
      } else sheet.line(cellOf(one, x, width))
    }
  })
  sheet.y += 5
}

const textOf = ({ text, detail, strong }: Entry): string =>
  `${strong ? '! ' : ''}${text}${detail === '' ? '' : ` – ${detail}`}`
const styleOf = (entry: Entry) => (entry.strong ? strong : {})
const fitsHalf = (sheet: Sheet, entry: Entry): boolean => sheet.widthOf(textOf(entry), styleOf(entry)) <= half
const cellOf = (entry: Entry, at: number, wide: number): Cell => ({
  x: at,
  width: wide,
  text: textOf(entry),
  style: styleOf(entry),
})

/** What is left of the page is ruled: notes of the downtime are written where the patient is named already. */
function drawRoomToWrite(sheet: Sheet): void {
  const between = 20
  if (sheet.y + 3 * between > paper.bottom) return
  sheet.y += 4
  sheet.line({
    x: paper.left,
    width: paper.right - paper.left,
    text: 'Written during the downtime: date, time and name with each entry',
    style: { ...dim, size: 8 },
  })
  for (let y = sheet.y + between - 4; y <= paper.bottom; y += between)
    sheet.rule(paper.left, y, paper.right - paper.left, 0.75)
}
