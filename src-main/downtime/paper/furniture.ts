/** What stands on every page: whose it is and how old, that it is confidential, and which page of how many. */
import type { PackHead } from '../pack-content.ts'
import { momentText } from './paper-dates.ts'
import { paper, type Furniture, type Sheet } from './sheet.ts'

const small = { size: 8, gray: 0.25 }

export const readUpTo = ({ dataAsOf, hasCloud, timeZone }: PackHead): string =>
  !hasCloud
    ? 'this workstation’s own work only'
    : dataAsOf === null
      ? 'others’ work never read'
      : `others’ work read up to ${momentText(dataAsOf, timeZone)}`

export function furnitureOf(head: PackHead): Furniture {
  const { practiceName, madeAt, timeZone, workstation } = head
  const made = `Made ${momentText(madeAt, timeZone)} · ${readUpTo(head)}`
  return {
    head(sheet) {
      sheet.text(paper.left, 34, shortened(sheet, `Downtime pack · ${practiceName}`, 280), {
        ...small,
        weight: 'bold',
      })
      right(sheet, 34, made)
      sheet.rule(paper.left, 48, paper.right - paper.left)
    },
    foot(sheet, page, pages) {
      sheet.rule(paper.left, 742, paper.right - paper.left)
      sheet.text(
        paper.left,
        746,
        'Confidential patient information. In sight or locked away; shredded when the downtime is settled.',
        small,
      )
      right(sheet, 746, `Workstation ${workstation} · page ${page} of ${pages}`)
    },
  }
}

function right(sheet: Sheet, top: number, text: string): void {
  sheet.text(paper.right - sheet.widthOf(text, small), top, text, small)
}

/** Of a name that is longer than its place the end goes: it stands whole on the cover. */
function shortened(sheet: Sheet, text: string, width: number): string {
  const style = { ...small, weight: 'bold' as const }
  if (sheet.widthOf(text, style) <= width) return text
  let shown = text
  while (shown !== '' && sheet.widthOf(`${shown}…`, style) > width) shown = shown.slice(0, -1)
  return `${shown.trimEnd()}…`
}
