import type { Form, Part } from './forms.ts'
import { leading, paper, type Sheet } from './sheet.ts'

const width = paper.right - paper.left
const small = { size: 8, gray: 0.25 } as const
/** Room for a line of handwriting. */
const hand = 21
/** What stands below a table: a note, who signs, who enters. */
const below = 100

/** One blank form on a page of its own. Who it is about stands on top, and below, who has entered it. */
export function drawForm(sheet: Sheet, { title, ofPatient, parts }: Form): void {
  sheet.newPage()
  sheet.line({ x: paper.left, width, text: title, style: { weight: 'bold', size: 14 } })
  if (ofPatient) {
    sheet.y += 2
    sheet.box(paper.left, sheet.y, width, 44)
    sheet.y += 4
    drawPart(sheet, {
      fields: [
        ['Patient', 4],
        ['Birth date', 2],
        ['MRN', 2],
        ['Date, time', 2],
      ],
    })
    sheet.y += 14
  }
  for (const part of parts) {
    sheet.y += 4
    drawPart(sheet, part)
  }
  // at the foot of the page, whatever stands above it
  sheet.y = Math.max(sheet.y, paper.bottom - hand - leading(small) - 2)
  drawPart(sheet, {
    fields: [
      ['Entered into Holdfast by', 3],
      ['Date', 1],
      ['Time', 1],
    ],
  })
}

function drawPart(sheet: Sheet, part: Part): void {
  if ('fields' in part) drawFields(sheet, part.fields)
  else if ('lines' in part) drawLines(sheet, part)
  else if ('table' in part) drawTable(sheet, part.table)
  else if ('boxes' in part) drawBoxes(sheet, part)
  else sheet.line({ x: paper.left, width, text: part.note, style: small })
}

/** Where each begins and how wide it is, by its share of the line. */
function sharesOf(parts: readonly (readonly [string, number])[], gap: number) {
  const all = parts.reduce((sum, [, share]) => sum + share, 0)
  const room = width - gap * (parts.length - 1)
  let x: number = paper.left
  return parts.map(([label, share]) => {
    const cell = { label, x, width: (room * share) / all }
    x += cell.width + gap
    return cell
  })
}

function drawFields(sheet: Sheet, fields: readonly (readonly [string, number])[]): void {
  sheet.need(hand + leading(small))
  const top = sheet.y
  for (const { label, x, width: wide } of sharesOf(fields, 10)) {
    sheet.text(x + 2, top, label, small)
    sheet.rule(x, top + leading(small) + hand - 4, wide, 0.3)
  }
  sheet.y = top + leading(small) + hand - 2
}

function drawLines(sheet: Sheet, { lines, label }: Readonly<{ lines: number; label: string }>): void {
  sheet.need(leading() + 2 * hand)
  sheet.line({ x: paper.left, width, text: label, style: { weight: 'bold' } })
  for (let n = 0; n < lines; n += 1) {
    sheet.need(hand)
    sheet.y += hand
    sheet.rule(paper.left, sheet.y - 3, width, 0.6)
  }
}

function drawTable(sheet: Sheet, table: readonly (readonly [string, number])[]): void {
  const cells = sharesOf(table, 0)
  const head = 2 * leading(small) + 2
  const row = hand + 5
  const count = Math.floor((paper.bottom - sheet.y - head - below) / row)
  const top = sheet.y
  sheet.shade(paper.left, top, width, head, 0.92)
  for (const { label, x, width: wide } of cells) {
    sheet.y = top + 1
    sheet.line({ x: x + 3, width: wide - 5, text: label, style: { size: 8 } })
    sheet.box(x, top, wide, head + count * row, 0.5, 0.5)
  }
  for (let n = 0; n < count; n += 1) sheet.rule(paper.left, top + head + n * row, width, 0.5)
  sheet.y = top + head + count * row + 4
}

function drawBoxes(
  sheet: Sheet,
  { boxes, label }: Readonly<{ boxes: readonly string[]; label: string }>,
): void {
  sheet.need(hand)
  const top = sheet.y + 3
  sheet.text(paper.left, top, `${label}:`, { weight: 'bold' })
  let x = paper.left + sheet.widthOf(`${label}:`, { weight: 'bold' }) + 12
  for (const box of boxes) {
    sheet.box(x, top + 1, 9, 9)
    sheet.text(x + 13, top, box)
    x += 13 + sheet.widthOf(box) + 18
  }
  sheet.y = top + hand - 4
}
