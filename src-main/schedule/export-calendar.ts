import { AppError, must } from '../../shared/kernel/errors.ts'
import { minuteOf } from '../../shared/schedule/appointment.ts'
import { dayNumberOf, localAt } from '../../shared/schedule/day-axis.ts'
import { exportCalendar } from '../../shared/schedule/export-calendar.ts'
import { writeCalendar } from '../../shared/schedule/write-calendar.ts'
import { closedAmong } from '../pipeline/closed-charts.ts'
import { act } from '../pipeline/handle.ts'
import { writeWholeFile } from '../store/whole-file.ts'
import { calendarVisits, providerName } from './calendar.sql.ts'
import { placesOf } from './zones.ts'

export const exportCalendarHandler = act(
  exportCalendar,
  async ({ session, ctx, host, read, record }, { resourceId, firstDay, days, shows }) => {
    must(session && ctx, 'export-calendar.session')
    const store = read()
    const name = providerName(store, resourceId)
    if (name === null) throw new AppError('NotFound', 'resource.no-provider')
    const folder = await host.chooseFolder('Choose a folder for the calendar')
    if (folder === null) return { written: null }
    const { zoneOf } = placesOf(store)
    const first = dayNumberOf(firstDay)
    // wherever a visit is, its day begins at most a day before or after that of UTC
    const rows = calendarVisits(store, resourceId, (first - 1) * 1440, (first + days + 1) * 1440).filter(
      ({ plan }) => {
        const { dayNumber } = localAt(zoneOf(plan.locationId), minuteOf(plan.startsAt))
        return first <= dayNumber && dayNumber < first + days
      },
    )
    const closed = closedAmong(
      session,
      rows.map(({ patientId }) => patientId),
    )
    const entries = rows.map(({ id, version, plan, patientId, visitType, place }) => ({
      id,
      version,
      startsAt: plan.startsAt,
      minutes: plan.minutes,
      visitType: closed.has(patientId) ? '' : (visitType ?? ''),
      place: place ?? '',
    }))
    const text = writeCalendar(name, entries, shows, ctx.now)
    const fileName = `holdfast-calendar-${firstDay}-${ctx.newId().slice(-8)}.ics`
    record()
    await writeWholeFile({ folder, name: fileName, passphrase: null }, inOnePart(text))
    return { written: { fileName, entries: entries.length } }
  },
)

async function* inOnePart(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new TextEncoder().encode(text))
}
