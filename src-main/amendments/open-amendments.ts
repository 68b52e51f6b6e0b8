import type { Reader } from '../store/reader.ts'
import { openLines } from './amendments.sql.ts'

/** More are counted as so many. */
const most = 1000

/** How many requests wait, and of how many the day is over. `today`: YYYY-MM-DD, at the practice. */
export function openAmendments(read: Reader, today: string): { open: number; overdue: number } {
  const days = openLines(read, most).map(({ dueOn, laterDay }) => laterDay ?? dueOn)
  return { open: days.length, overdue: days.filter((day) => day < today).length }
}
