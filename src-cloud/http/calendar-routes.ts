/**
 * Calendars of providers, for programs that can show nothing but an address (docs/schedule.md, "Calendars"). The word in it has 192 random bits and
 * is found by its hash, so that how long an answer takes says nothing of it; whatever gives nothing is told in the same words.
 */
import type { Pool } from 'pg'
import { AppError } from '../../shared/kernel/errors.ts'
import { readCalendar } from '../calendars/read-calendar.ts'
import type { Admission } from './admission.ts'
import type { App } from './app.ts'

type Parts = Readonly<{ pool: Pool; admission: Admission; now(): number }>

const practices = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const files = /^([A-Za-z0-9_-]{32})\.ics$/

export function addCalendarRoutes(app: App, { pool, admission, now }: Parts): void {
  app.get('/calendars/:practice/:file', async ({ params }, reply) => {
    const { practice = '', file = '' } = params as Readonly<Record<string, string>>
    const token = practices.test(practice) ? files.exec(file)?.[1] : undefined
    // what is no address at all costs nothing
    const text =
      token === undefined
        ? null
        : await admission.run('calendars', () => readCalendar(pool, practice, token, now()))
    if (text === null) throw new AppError('NotFound', 'route.unknown')
    return reply
      .headers({
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': 'inline; filename="calendar.ics"',
        // what was closed is not to be had from something on the way
        'cache-control': 'private, no-store',
        'referrer-policy': 'no-referrer',
        'x-robots-tag': 'noindex',
      })
      .send(text)
  })
}
