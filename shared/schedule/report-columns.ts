/** What each report of the schedule says, column by column: on the screen, in the chart and in a file. What each number is: docs/schedule.md, "Reports". */
export const reportNames = ['use', 'no-shows', 'waits', 'access'] as const
export type ReportName = (typeof reportNames)[number]

/** Of a number: how many; minutes that are said as hours; hundredths; minutes; days; a day as days since 1970. */
export type ReportUnit = 'count' | 'hours' | 'percent' | 'minutes' | 'days' | 'date'
export type ReportColumn = Readonly<{
  id: string
  head: string
  unit: ReportUnit
  /** What the report is about: drawn over time, and beside the others. */
  main?: true
}>

const column = (id: string, head: string, unit: ReportUnit, main?: true): ReportColumn => ({
  id,
  head,
  unit,
  ...(main && { main }),
})

export const reportColumns = {
  use: [
    column('visits', 'Visits', 'count'),
    column('open', 'Open', 'hours'),
    column('booked', 'Booked', 'hours'),
    column('use', 'Booked, of open', 'percent', true),
    column('seen', 'Patient came', 'hours'),
    column('seenOfOpen', 'Came, of open', 'percent'),
    column('outside', 'Outside of hours', 'hours'),
  ],
  'no-shows': [
    column('due', 'Due', 'count'),
    column('came', 'Came', 'count'),
    column('noShows', 'Did not come', 'count'),
    column('rate', 'No-show rate', 'percent', true),
    column('unnoted', 'Nothing noted', 'count'),
    column('calledOff', 'Called off', 'count'),
    column('late', 'Of them in 24 h', 'count'),
  ],
  waits: [
    column('visits', 'Visits', 'count'),
    column('arrived', 'For a room', 'minutes', true),
    column('arrived90', 'Room, 90 %', 'minutes'),
    column('arrivedOver', 'Room, over', 'percent'),
    column('roomed', 'In the room', 'minutes'),
    column('roomed90', 'In it, 90 %', 'minutes'),
    column('roomedOver', 'In it, over', 'percent'),
    column('withProvider', 'With provider', 'minutes'),
    column('checkout', 'Checkout', 'minutes'),
    column('checkout90', 'Out, 90 %', 'minutes'),
    column('checkoutOver', 'Out, over', 'percent'),
    column('whole', 'Whole visit', 'minutes'),
  ],
  access: [
    column('next', 'Next', 'days'),
    column('third', 'Third next', 'days', true),
    column('thirdDay', 'Which is on', 'date'),
  ],
} as const satisfies Readonly<Record<ReportName, readonly ReportColumn[]>>

export const mainColumn = (report: ReportName): number =>
  reportColumns[report].findIndex((each: ReportColumn) => each.main)
