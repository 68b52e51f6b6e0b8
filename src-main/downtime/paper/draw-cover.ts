/** The first page: what this is, how current it is, and what to do, step by step, who does it and when. */
import type { PackContent } from '../pack-content.ts'
import { readUpTo } from './furniture.ts'
import { lacking } from './letters.ts'
import { momentText } from './paper-dates.ts'
import { leading, paper, type Sheet } from './sheet.ts'

const width = paper.right - paper.left
const bold = { weight: 'bold' } as const

/** What there is in the pack and on which page it begins. */
export type Contents = readonly (readonly [what: string, page: number])[]

const steps: readonly string[] = [
  'Take charge: one person leads the downtime, says so aloud, and writes down when it began.',
  'Look for a computer with Holdfast that still works. It needs no network and no cloud: with one, chart on it and leave this pack.',
  'Hand out: the schedule to the front desk, each patient’s page to whoever sees them, blank forms to every room.',
  'Check in: ask for name and birth date, compare both with the patient’s page. Somebody who has no page gets a registration form.',
  'Ask about allergies and medications anew. What differs from the page is written on it, and the page goes with the patient.',
  'Write with a pen. Every sheet has name, birth date and MRN, and every entry the date, the time and your name.',
  'Orders and prescriptions: one form each; keep the copy. Urgent ones by phone, with whom you spoke and when; have it read back.',
  'Money: every payment into the receipt log, with a receipt for the patient; cash and slips locked away.',
  'When Holdfast is back: enter allergies and medications first, then orders and prescriptions, notes, payments. Sign each form as entered.',
  'On the screen Downtime settle up and sign off this time. Then shred what was printed from this pack.',
]

export function drawCover(sheet: Sheet, { head, patients, days }: PackContent): (contents: Contents) => void {
  sheet.newPage()
  sheet.y += 8
  sheet.line({ x: paper.left, width, text: 'Downtime pack', style: { weight: 'bold', size: 22 } })
  sheet.line({ x: paper.left, width, text: head.practiceName, style: { size: 13 } })
  sheet.y += 8
  const expected = days.map(({ which, lines }) => `${lines.length} ${which}`).join(', ')
  const facts: readonly (readonly [string, string])[] = [
    ['Made', `${momentText(head.madeAt, head.timeZone)}, on workstation ${head.workstation}`],
    ['Current', readUpTo(head)],
    [
      'Holds',
      `${patients.length} ${patients.length === 1 ? 'patient' : 'patients'}; on the schedule: ${expected}`,
    ],
  ]
  for (const [label, text] of facts)
    sheet.labelled(label, () => sheet.line({ x: paper.left + 92, width: width - 92, text }))
  sheet.y += 8
  sheet.line({
    x: paper.left,
    width,
    text:
      'For when the computers themselves cannot be used: no power, a broken disk, a room without one. It was correct when ' +
      'it was made and is not when the record has changed since: what matters is asked again.',
  })
  sheet.y += 8
  drawSteps(sheet)
  sheet.y += 8
  return drawContents(sheet)
}

function drawSteps(sheet: Sheet): void {
  const [who, when] = [paper.right - 150, paper.right - 58]
  const text = { x: paper.left + 18, width: who - paper.left - 30 }
  sheet.line(
    { ...text, text: 'What to do', style: bold },
    { x: who, width: 80, text: 'Who', style: bold },
    { x: when, width: 58, text: 'When', style: bold },
  )
  sheet.y += 2
  for (const step of steps) {
    sheet.need(3 * leading())
    sheet.rule(paper.left, sheet.y - 1, width, 0.75)
    const top = sheet.y + 2
    sheet.box(paper.left + 2, top + 1, 9, 9)
    sheet.y = top
    sheet.line({ ...text, text: step })
    sheet.y = Math.max(sheet.y, top + 20) + 2
  }
  sheet.rule(paper.left, sheet.y - 1, width, 0.75)
  sheet.y += 6
}

/** Returns what writes it, once it is known which page is which. */
function drawContents(sheet: Sheet): (contents: Contents) => void {
  sheet.line({ x: paper.left, width, text: 'In this pack', style: bold })
  const [top, page] = [sheet.y, sheet.page]
  sheet.y += 6 * leading()
  const note = { size: 8, gray: 0.25 }
  sheet.line({
    x: paper.left,
    width,
    text:
      `How to read it: ! before an entry marks what could hurt somebody. H and L after a result: above or below its range. ` +
      `${lacking} stands for a letter that this print cannot show: go by birth date and MRN.`,
    style: note,
  })
  return (contents) => {
    for (const [index, [what, first]] of contents.entries()) {
      const y = top + index * leading()
      sheet.text(paper.left, y, what, {}, page)
      const shown = `page ${first}`
      sheet.text(paper.left + 260 - sheet.widthOf(shown), y, shown, {}, page)
    }
  }
}
