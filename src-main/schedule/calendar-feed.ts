import { createHash, randomBytes } from 'node:crypto'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { addDays, startOfDay } from '../../shared/kernel/time.ts'
import { minuteOf } from '../../shared/schedule/appointment.ts'
import {
  calendarFeeds,
  closeCalendarFeed,
  exportCalendar,
  listCalendarFeeds,
  openCalendarFeed,
} from '../../shared/schedule/calendar-feed.ts'
import { initialsOf, writeCalendar } from '../../shared/schedule/write-calendar.ts'
import { closedAmong } from '../pipeline/closed-charts.ts'
import { act, answer, handle } from '../pipeline/handle.ts'
import { practiceOf } from '../store/people.sql.ts'
import { writeWholeFile } from '../store/whole-file.ts'
import { feedRow, feedRows, providerName, takenOf } from './calendar.sql.ts'

export const openCalendarFeedHandler = handle(openCalendarFeed, (tx, { resourceId, shows }, ctx, session) => {
  if (providerName(tx, resourceId) === null) throw new AppError('NotFound', 'resource.no-provider')
  const token = randomBytes(24).toString('base64url')
  const id = ctx.newId()
  tx.put(calendarFeeds, {
    id,
    resourceId,
    tokenSha: createHash('sha256').update(token).digest('hex'),
    shows,
    madeBy: ctx.actor.id,
    madeAt: ctx.now,
    closedAt: null,
  })
  return { calendarFeedId: id, path: `/calendars/${session.workstation.tenant}/${token}.ics` }
})

export const closeCalendarFeedHandler = handle(closeCalendarFeed, (tx, { calendarFeedId }, ctx) => {
  const row = feedRow(tx, calendarFeedId)
  if (!row) throw new AppError('NotFound', 'calendar.no-feed')
  if (row.closedAt === null) tx.amend(calendarFeeds, calendarFeedId, { closedAt: ctx.now })
  return {}
})

export const listCalendarFeedsHandler = answer(listCalendarFeeds, (read) => ({ feeds: feedRows(read, 500) }))

export const exportCalendarHandler = act(
  exportCalendar,
  async (acting, { resourceId, firstDay, days, shows }) => {
    const { session, ctx, host, read } = acting
    must(session && ctx, 'export-calendar.session')
    const store = read()
    const name = providerName(store, resourceId)
    if (name === null) throw new AppError('NotFound', 'resource.no-provider')
    const folder = await host.chooseFolder('Choose a folder for the calendar')
    if (folder === null) return { written: null }
    const zone = practiceOf(store)?.timeZone ?? 'UTC'
    const [from, to] = [firstDay, addDays(firstDay, days)].map((day) => minuteOf(startOfDay(zone, day)))
    const rows = takenOf(store, resourceId, from ?? 0, to ?? 0)
    const closed = closedAmong(
      session,
      rows.map(({ patientId }) => patientId),
    )
    const entries = rows.map(({ id, version, plan, patientId, visitType, place, ...who }) => ({
      id,
      version,
      startsAt: plan.startsAt,
      minutes: plan.minutes,
      cancelled: false,
      visitType: closed.has(patientId) ? '' : (visitType ?? ''),
      initials: closed.has(patientId) ? '' : initialsOf(who),
      place: place ?? '',
    }))
    const fileName = `holdfast-calendar-${ctx.newId()}.ics`
    acting.record()
    const bytes = Buffer.from(writeCalendar(name, entries, shows, ctx.now))
    await writeWholeFile({ folder, name: fileName, passphrase: null }, one(bytes))
    return { written: { fileName, entries: entries.length } }
  },
)

async function* one(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes)
}
