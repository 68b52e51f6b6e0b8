/** Numbers of a stretch of days, by what is asked for. */
import { AppError } from '../../shared/kernel/errors.ts'
import { minuteOf } from '../../shared/schedule/appointment.ts'
import type { Report, ReportAsked } from '../../shared/schedule/get-report.ts'
import { NoShows } from '../../shared/schedule/reports/no-shows.ts'
import { periodsOf } from '../../shared/schedule/reports/periods.ts'
import { hasCome } from '../../shared/schedule/reports/visit.ts'
import { Waits } from '../../shared/schedule/reports/waits.ts'
import type { Reader } from '../store/reader.ts'
import { everyResource, policyOf } from './schedule.sql.ts'
import { thirdNext } from './third-next.ts'
import { reportUse } from './use-report.ts'
import { visitReport } from './visit-report.ts'
import { placesOf } from './zones.ts'

const mostDays = 366

/** `now`: ISO 8601. Throws `report.range`, and what `thirdNext` does. */
export async function makeReport(read: Reader, asked: ReportAsked, now: string): Promise<Report> {
  const periods = periodsOf(asked.firstDay, asked.lastDay)
  if (periods.last < periods.first || periods.last - periods.first >= mostDays)
    throw new AppError('Invalid', 'report.range')
  const places = placesOf(read)
  const within = places.within(asked.locationId)
  const kind = asked.report === 'use' ? asked.kind : 'provider'
  const wanted = everyResource(read).filter(
    (each) =>
      each.kind === kind &&
      (each.locationId === null || within(each.locationId)) &&
      (asked.resourceIds.length === 0 || asked.resourceIds.includes(each.id)),
  )
  const nowMin = minuteOf(now)
  const asking = { places, within, periods, nowMin, onlyThese: asked.resourceIds.length > 0 }
  if (asked.report === 'access')
    return thirdNext(
      read,
      asked,
      wanted.filter(({ active }) => active),
      now,
    )
  if (asked.report === 'use') return reportUse(read, wanted, kind, asking)
  const limits = policyOf(read)
  return asked.report === 'waits'
    ? visitReport(read, wanted, asking, {
        make: () => new Waits(),
        add: (sums, visit) => hasCome(visit) && sums.add(visit),
        values: (sums) => sums.values(limits),
        main: (sums) => sums.median,
      })
    : visitReport(read, wanted, asking, {
        make: () => new NoShows(),
        add: (sums, visit) => sums.add(visit, nowMin),
        values: (sums) => sums.values,
        main: (sums) => sums.rate,
      })
}
