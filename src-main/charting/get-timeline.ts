import { getTimeline } from '../../shared/charting/get-timeline.ts'
import { answer } from '../pipeline/handle.ts'
import { eventsOf, type TimelineEvent } from './get-timeline.sql.ts'

export const getTimelineHandler = answer(getTimeline, (read, { patientId, kinds, before, limit }) => {
  // each kind is read in the order of its own index; of all of them only the latest are shown
  const events = kinds.flatMap((kind) => eventsOf(read, kind, patientId, before, limit + 1)).sort(latestFirst)
  if (events.length <= limit) return { events, next: null }
  // never cuts between events of one moment: the next stretch begins strictly before it
  const last = events[limit - 1]?.at ?? ''
  const whole = events.filter((event) => event.at >= last)
  return { events: whole, next: last }
})

const latestFirst = (a: TimelineEvent, b: TimelineEvent): number =>
  a.at === b.at ? a.kind.localeCompare(b.kind) || a.title.localeCompare(b.title) : a.at < b.at ? 1 : -1
