import { createHash, randomBytes } from 'node:crypto'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { calendarFeeds, feedPath } from '../../shared/schedule/calendar-feed.ts'
import {
  closeCalendarFeed,
  listCalendarFeeds,
  noteCalendarFeed,
  openCalendarFeed,
} from '../../shared/schedule/keep-calendar-feeds.ts'
import { act, answer, handle } from '../pipeline/handle.ts'
import type { Reader } from '../store/reader.ts'
import { feedRow, feedRows, providerName } from './calendar.sql.ts'

const mostFeeds = 500

export const openCalendarFeedHandler = act(
  openCalendarFeed,
  ({ session, step, read }, { resourceId, shows }) => {
    must(session, 'open-calendar-feed.session')
    mustBeProvider(read(), resourceId)
    const token = randomBytes(24).toString('base64url')
    const tokenSha = createHash('sha256').update(token).digest('hex')
    const { calendarFeedId } = step(noteCalendarFeed, { resourceId, tokenSha, shows })
    return { calendarFeedId, path: feedPath(session.workstation.tenant, token) }
  },
)

export const noteCalendarFeedHandler = handle(
  noteCalendarFeed,
  (tx, { resourceId, tokenSha, shows }, ctx) => {
    mustBeProvider(tx, resourceId)
    const calendarFeedId = ctx.newId()
    tx.put(calendarFeeds, {
      id: calendarFeedId,
      resourceId,
      tokenSha,
      shows,
      madeBy: ctx.actor.id,
      madeAt: ctx.now,
      closedAt: null,
    })
    return { calendarFeedId }
  },
)

export const closeCalendarFeedHandler = handle(closeCalendarFeed, (tx, { calendarFeedId }, ctx) => {
  const row = feedRow(tx, calendarFeedId)
  if (!row) throw new AppError('NotFound', 'calendar.no-feed')
  if (row.closedAt === null) tx.amend(calendarFeeds, calendarFeedId, { closedAt: ctx.now })
  return {}
})

export const listCalendarFeedsHandler = answer(listCalendarFeeds, (read) => ({
  feeds: feedRows(read, mostFeeds).toSorted(
    (a, b) =>
      Number(a.closedAt !== null) - Number(b.closedAt !== null) ||
      a.provider.localeCompare(b.provider, 'en') ||
      (a.madeAt < b.madeAt ? 1 : -1),
  ),
}))

function mustBeProvider(read: Reader, resourceId: string): void {
  if (providerName(read, resourceId) === null) throw new AppError('NotFound', 'resource.no-provider')
}
