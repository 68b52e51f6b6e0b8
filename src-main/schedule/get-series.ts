import { AppError } from '../../shared/kernel/errors.ts'
import { getSeries } from '../../shared/schedule/get-series.ts'
import { answer } from '../pipeline/handle.ts'
import { appointmentsOfSeries } from './appointments.sql.ts'
import { seenAppointment } from './seen-appointment.ts'
import { seriesRow } from './series.sql.ts'
import { placesOf } from './zones.ts'

export const getSeriesHandler = answer(getSeries, (read, input) => {
  const { seriesId } = seenAppointment(read, input)
  const series = seriesId === null ? undefined : seriesRow(read, seriesId)
  if (!series) throw new AppError('Conflict', 'series.none')
  const { zoneOf } = placesOf(read)
  return {
    rule: series.rule,
    firstDay: series.firstDay,
    visits: appointmentsOfSeries(read, series.id).map(
      ({ id, version, occurrence, startMin, plan, stage }) => ({
        appointmentId: id,
        version,
        number: occurrence ?? 0,
        startMin,
        minutes: plan.minutes,
        locationId: plan.locationId,
        timeZone: zoneOf(plan.locationId),
        providers: plan.providers,
        places: plan.places,
        stage,
      }),
    ),
  }
})
