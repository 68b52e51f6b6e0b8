/** How numbers of reports are said, and what each report is. */
import { dayOfNumber } from '../../shared/schedule/day-axis.ts'
import type { ReportName, ReportUnit } from '../../shared/schedule/report-columns.ts'
import { dateText } from '../kernel/dates.ts'

export const reportWords: Readonly<
  Record<ReportName, Readonly<{ name: string; lead: string; over: string }>>
> = {
  use: {
    name: 'Use of time',
    lead: 'Of the hours that could be booked, how many were. Blocked time is not open; each minute counts once, however many visits are in it.',
    over: 'Booked, of open hours',
  },
  'no-shows': {
    name: 'No-shows',
    lead: 'Of the visits of which it is known whether the patient came, those to which they did not. Visits that were called off are beside.',
    over: 'No-show rate',
  },
  waits: {
    name: 'Waiting',
    lead: 'From when somebody came to a stage until the next was noted: the median, what nine of ten waited at most (“90 %”), and the share past the practice’s limit (“over”).',
    over: 'Median wait for a room',
  },
  access: {
    name: 'Third next',
    lead: 'Days from today to the first and to the third free time that do not lie over each other, as the schedule is now. Half a year is searched.',
    over: '',
  },
}

const rounded = (value: number, digits: number): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })

export function numberText(value: number | null, unit: ReportUnit): string {
  if (value === null) return '–'
  if (unit === 'percent') return `${rounded(value, 1)} %`
  if (unit === 'hours') return `${rounded(value / 60, 1)} h`
  if (unit === 'minutes') return `${value.toLocaleString('en-US')} min`
  if (unit === 'date') return dateText(dayOfNumber(value))
  if (unit === 'days') return `${value.toLocaleString('en-US')} ${value === 1 ? 'day' : 'days'}`
  return value.toLocaleString('en-US')
}
