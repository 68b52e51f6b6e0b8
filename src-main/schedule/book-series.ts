import { AppError } from '../../shared/kernel/errors.ts'
import { appointments, instantOfMinute, minuteOf, type Plan } from '../../shared/schedule/appointment.ts'
import { bookSeries, getSeriesPreview, type SeriesVisit } from '../../shared/schedule/book-series.ts'
import { occurrenceId } from '../../shared/schedule/expand-series.ts'
import { appointmentSeries } from '../../shared/schedule/series.ts'
import { covers } from '../../shared/schedule/spans.ts'
import { patientRow } from '../patients/get-patient.sql.ts'
import { answer, handle } from '../pipeline/handle.ts'
import { hoursOf } from './hours-of.ts'
import { laySeries, startOf } from './lay-series.ts'
import { crowdsOf, isOver, passLimits } from './limits.ts'
import { newVisit } from './new-visit.ts'
import { planVisit } from './plan-visit.ts'
import { resourcesOf } from './schedule.sql.ts'
import { placesOf } from './zones.ts'

const nobody = { id: null, groupId: null, plan: null, overbook: null }

export const getSeriesPreviewHandler = answer(
  getSeriesPreview,
  (read, { plan: wanted, visitTypeId, rule }, ctx) => {
    const { plan } = planVisit(read, wanted, { visitTypeId, appointment: null })
    const start = startOf(read, plan)
    const laid = laySeries(read, rule, start, plan)
    const [first, last] = [laid[0]?.startMin ?? 0, laid.at(-1)?.startMin ?? 0]
    const providers = resourcesOf(read, plan.providers)
    const places = placesOf(read)
    const hours = hoursOf(read, providers, places, { fromMin: first, toMin: last + 1440 }, minuteOf(ctx.now))
    // as when one is booked: the hours of a department are those of its place
    const within = places.within(plan.locationId)
    const isOpen = (resource: (typeof providers)[number], startMin: number): boolean => {
      const toMin = startMin + plan.minutes
      const open = hours(resource, startMin - 1440, toMin + 1440).open.filter(
        (each) =>
          within(each.locationId) &&
          (each.visitTypeIds.length === 0 || each.visitTypeIds.includes(visitTypeId ?? '')),
      )
      return covers(joined(open), startMin, toMin)
    }
    return {
      visits: laid.map(({ number, startMin }): SeriesVisit => {
        const at: Plan = { ...plan, startsAt: instantOfMinute(startMin), places: wanted.places ?? [] }
        const closed = providers.filter((each) => !isOpen(each, startMin))
        const full = crowdsOf(read, at, nobody).filter((crowd) => isOver(crowd))
        const fits = closed.length > 0 ? 'closed' : full.length > 0 ? 'full' : 'free'
        const which = closed.length > 0 ? closed : full.map(({ resource }) => resource)
        return { number, startMin, timeZone: start.timeZone, fits, which: which.map(({ name }) => name) }
      }),
    }
  },
)

type Stretch = Readonly<{ fromMin: number; toMin: number }>

/** What goes on without a gap, whatever it is kept for. */
function joined(open: readonly Stretch[]): Stretch[] {
  const out: { fromMin: number; toMin: number }[] = []
  for (const { fromMin, toMin } of open.toSorted((a, b) => a.fromMin - b.fromMin)) {
    const last = out.at(-1)
    if (last && fromMin <= last.toMin) last.toMin = Math.max(last.toMin, toMin)
    else out.push({ fromMin, toMin })
  }
  return out
}

export const bookSeriesHandler = handle(bookSeries, (tx, input, ctx) => {
  const { patientId, plan: wanted, rule, without, overbookReason, visitTypeId, ...details } = input
  if (!patientRow(tx, patientId)) throw new AppError('NotFound', 'patient.not-found')
  const start = startOf(tx, wanted)
  const laid = laySeries(tx, rule, start, wanted).filter(({ number }) => !without.includes(number))
  if (laid.length === 0) throw new AppError('Invalid', 'series.nothing')
  const seriesId = ctx.newId()
  const { now: madeAt, actor } = ctx
  const { firstDay } = start
  tx.put(appointmentSeries, { id: seriesId, patientId, rule, firstDay, madeAt, madeBy: actor.id })
  const visits = laid.map(({ number, startMin }) => {
    const { plan, unmet } = planVisit(
      tx,
      { ...wanted, startsAt: instantOfMinute(startMin) },
      { visitTypeId, appointment: null },
    )
    const overbook = passLimits(tx, plan, nobody, ctx, overbookReason)
    const id = occurrenceId(seriesId, number)
    const said = { id, patientId, visitTypeId, plan, overbook, seriesId, occurrence: number }
    tx.put(appointments, newVisit({ ...said, origin: 'series', ...details }, ctx))
    return { number, appointmentId: id, places: plan.places, unmet }
  })
  return { seriesId, visits }
})
