/** Who is expected, by time, and where their page is; then everybody in the pack, as a paper chart is filed. */
import type { PageRange } from '../../../shared/downtime/pack.ts'
import type { DayLine, PackContent, PackDay, PackHead, PackPatient } from '../pack-content.ts'
import { clockText, dayText, weekdayText } from './paper-dates.ts'
import { reasonText } from './reason-text.ts'
import { leading, paper, type Sheet } from './sheet.ts'

const bold = { weight: 'bold' } as const
const dim = { gray: 0.3 } as const
/** Writes the page a patient is on beside what names them, once it is known. */
type Later = (pageOf: (patientId: string) => PageRange | undefined) => void

export function drawSchedule(sheet: Sheet, { head, days, patients }: PackContent): Later {
  const byId = new Map(patients.map((patient) => [patient.patientId, patient]))
  const later: Later[] = []
  sheet.newPage()
  for (const day of days) {
    const title = `${day.which === 'today' ? 'Today' : 'Tomorrow'}, ${weekdayText(day.day)}`
    sheet.need(5 * leading())
    later.push(drawDay(sheet, title, day, byId, head))
    sheet.y += 16
  }
  return (pageOf) => later.forEach((each) => each(pageOf))
}

const at = {
  time: { x: paper.left, width: 52 },
  who: { x: paper.left + 56, width: 250 },
  what: { x: paper.left + 314, width: 176 },
  page: { x: paper.right - 40, width: 40 },
} as const

function drawDay(
  sheet: Sheet,
  title: string,
  { lines }: PackDay,
  byId: ReadonlyMap<string, PackPatient>,
  { timeZone }: PackHead,
): Later {
  const later: Later[] = []
  sheet.line({ x: paper.left, width: 400, text: title, style: { weight: 'bold', size: 12 } })
  sheet.y += 2
  if (lines.length === 0)
    sheet.line({
      x: paper.left,
      width: 400,
      text: 'Nobody is expected that this workstation knows of.',
      style: dim,
    })
  const heads = () => {
    sheet.line(
      { ...at.time, text: 'Time', style: bold },
      { ...at.who, text: 'Patient', style: bold },
      { ...at.what, text: 'For what, with whom', style: bold },
      { ...at.page, text: 'Page', style: bold, align: 'right' },
    )
    sheet.rule(paper.left, sheet.y, paper.right - paper.left)
    sheet.y += 3
  }
  const again = () => {
    sheet.line({ x: paper.left, width: 400, text: `${title} (continued)`, style: bold })
    heads()
  }
  if (lines.length > 0) heads()
  sheet.block(again, () => {
    for (const line of lines) {
      sheet.need(2 * leading() + 4)
      later.push(drawLine(sheet, line, byId.get(line.patientId ?? ''), timeZone))
    }
  })
  return (pageOf) => later.forEach((each) => each(pageOf))
}

function drawLine(sheet: Sheet, line: DayLine, patient: PackPatient | undefined, zone: string): Later {
  const [top, page] = [sheet.y, sheet.page]
  const named = patient
    ? `${patient.name} · ${patient.birthDate === null ? 'birth date unknown' : dayText(patient.birthDate, zone)} · MRN ${patient.mrn}`
    : line.patientId === null
      ? ''
      : 'A patient who is not in this pack'
  sheet.line(
    { ...at.time, text: clockText(line.startsAt, zone) || 'that day' },
    { ...at.who, text: named },
    { ...at.what, text: [line.what, line.who, line.where].filter(Boolean).join(' · ') },
  )
  sheet.rule(paper.left, sheet.y + 1, paper.right - paper.left, 0.85)
  sheet.y += 4
  return (pageOf) => writePage(sheet, top, page, pageOf(line.patientId ?? ''))
}

function writePage(sheet: Sheet, top: number, page: number, found: PageRange | undefined): void {
  const shown = found ? String(found.from) : '–'
  sheet.text(paper.right - sheet.widthOf(shown), top, shown, {}, page)
}

/** Everybody, by name. */
export function drawList(sheet: Sheet, { head, patients }: PackContent): Later {
  const later: Later[] = []
  sheet.newPage()
  const title = (more: string) =>
    sheet.line({
      x: paper.left,
      width: 400,
      text: `Patients in this pack${more}`,
      style: { weight: 'bold', size: 12 },
    })
  title('')
  sheet.y += 2
  sheet.block(
    () => title(' (continued)'),
    () => {
      for (const { patientId, name, birthDate, mrn, why } of patients) {
        const [top, page] = [sheet.y, sheet.page]
        sheet.line(
          { x: paper.left, width: 200, text: name || 'No name' },
          { x: paper.left + 208, width: 60, text: dayText(birthDate, head.timeZone) },
          { x: paper.left + 272, width: 70, text: mrn },
          { x: paper.left + 346, width: 146, text: why.map(reasonText).join(', '), style: dim },
        )
        // a name that is longer than the rest of its page is on the next, and so is its number
        const place =
          sheet.page === page ? ([top, page] as const) : ([sheet.y - leading(), sheet.page] as const)
        later.push((pageOf) => writePage(sheet, ...place, pageOf(patientId)))
      }
    },
  )
  if (patients.length === 0)
    sheet.line({
      x: paper.left,
      width: 400,
      text: 'Nobody: nobody is expected, and nobody was opened here lately.',
      style: dim,
    })
  return (pageOf) => later.forEach((each) => each(pageOf))
}
