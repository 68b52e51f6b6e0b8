import type { CalendarShows } from '../../shared/schedule/write-calendar.ts'

export const showsWords: Readonly<Record<CalendarShows, string>> = {
  busy: 'Busy time only',
  type: 'Also the kind of visit and where',
}
export const showsChoices = (['busy', 'type'] as const).map((value) => ({ value, label: showsWords[value] }))
