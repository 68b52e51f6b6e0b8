/** A provider's calendar, opened at a workstation and fetched from a real cloud by whoever has its address: when, and nothing of whom or what for. */
import { request, type RequestOptions } from 'node:https'
import { describe, expect, test } from 'vitest'
import { restrictChart } from '../../shared/privacy/restrict-chart.ts'
import { bookAppointment } from '../../shared/schedule/book-appointment.ts'
import { cancelAppointment } from '../../shared/schedule/cancel-appointment.ts'
import { closeCalendarFeed, openCalendarFeed } from '../../shared/schedule/keep-calendar-feeds.ts'
import { archiveResource } from '../../shared/schedule/save-resource.ts'
import { moveAppointment } from '../../shared/schedule/move-appointment.ts'
import { upToDate } from '../../tools/kit/up-to-date.ts'
import { inPractice } from '../../src-cloud/postgres/pool.ts'
import { cloudFolder, newCloud, skipWithout, usePostgres } from '../kit/cloud.ts'
import { readCalendarText } from '../kit/read-calendar.ts'
import { connected } from '../kit/recovery.ts'
import { scheduledPractice } from '../kit/scheduled.ts'

const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
const at = (time: string) => `${tomorrow}T${time}:00.000Z`
const stamp = (time: string) => at(time).replaceAll(/[-:]|\.000/g, '')

type Answer = { status: number; body: string; headers: Record<string, unknown> }

describe.skipIf(skipWithout !== null)('calendars', () => {
  const postgres = usePostgres()

  test('busy time by its address, until it is closed', async () => {
    const cloud = await newCloud(postgres.url(await postgres.makeDatabase()), cloudFolder())
    const desk = await connected(cloud)
    const { rivera, osei, exam, patientId, register, booking } = await scheduledPractice(desk)
    const book = async (time: string, whose: string, more: object = {}, plan: object = {}) =>
      desk.call(
        bookAppointment,
        booking(time, { patientId: whose, ...more }, { startsAt: at(time), ...plan }),
      )
    const hidden = await register('Secretive')
    await book('14:00', patientId)
    const moved = await book('15:00', patientId)
    const off = await book('16:00', patientId)
    await book('18:00', patientId, {}, { providers: [osei.id] })
    await book('19:00', hidden, { visitTypeId: exam.id })
    const { plan } = booking('17:00', {}, { startsAt: at('17:00'), providers: [rivera.id, osei.id] })
    const asked = (one: typeof moved) => ({
      patientId,
      appointmentId: one.appointmentId,
      version: one.version,
    })
    await desk.call(moveAppointment, { ...asked(moved), ...plan, overbookReason: '' })
    const why = { kind: 'cancelled', reason: 'Patient asked', note: '' } as const
    await desk.call(cancelAppointment, { ...asked(off), ...why })
    await desk.call(restrictChart, { ...restrictChart.example, patientId: hidden })
    const busy = await desk.call(openCalendarFeed, { resourceId: rivera.id })
    const typed = await desk.call(openCalendarFeed, { resourceId: rivera.id, shows: 'type' })
    const others = await desk.call(openCalendarFeed, { resourceId: osei.id })
    await upToDate(desk)

    const ask = (path: string, more: RequestOptions = {}) =>
      new Promise<Answer>((resolve, reject) => {
        const asked = request(
          { host: '127.0.0.1', port: cloud.port, ca: cloud.ca, servername: 'localhost', path, ...more },
          (answer) => {
            let body = ''
            answer.setEncoding('utf8').on('data', (part: string) => (body += part))
            answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body, headers: answer.headers }))
          },
        )
        asked.on('error', reject)
        asked.end()
      })
    const eventsAt = async (path: string) => readCalendarText((await ask(path)).body).events

    const first = await ask(busy.path)
    expect(first).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'text/calendar; charset=utf-8',
        'cache-control': 'private, no-store',
        'referrer-policy': 'no-referrer',
      },
    })
    for (const word of [
      'Okon',
      'Raeann',
      'Secretive',
      'Cough',
      'interpreter',
      'Follow-up',
      'Exam',
      'Main Street',
    ])
      expect(first.body).not.toContain(word)
    const { calendar, events } = readCalendarText(first.body)
    expect(calendar['NAME']).toBe('Dr. Rivera')
    expect(events.map(({ DTSTART, SUMMARY }) => [DTSTART, SUMMARY])).toEqual([
      [stamp('14:00'), 'Busy'],
      [stamp('17:00'), 'Busy'],
      [stamp('19:00'), 'Busy'],
    ])
    // of a chart that is restricted not even the kind of visit
    expect((await eventsAt(typed.path)).map(({ SUMMARY }) => SUMMARY)).toEqual([
      'Follow-up',
      'Follow-up',
      'Visit',
    ])
    expect((await eventsAt(others.path)).map(({ DTSTART }) => DTSTART)).toEqual([
      stamp('17:00'),
      stamp('18:00'),
    ])

    // the word is nowhere in the cloud, its hash is
    const token = /([^/]+)\.ics$/.exec(busy.path)?.[1] ?? ''
    const practice = desk.session.workstation.tenant
    const kept = await inPractice(cloud.pool, practice, async (client) => {
      const { rows } = await client.query<{ text: string }>(
        `SELECT data::text AS text FROM record WHERE practice_id = $1 AND type = 'calendar-feed'`,
        [practice],
      )
      return rows.map(({ text }) => text).join('')
    })
    expect([kept.includes(token), kept.includes(rivera.id)]).toEqual([false, true])

    // which visits are of somebody in the next days is found by an index, in spite of row-level security
    const found = await inPractice(cloud.pool, practice, async (client) => {
      await client.query('SET LOCAL enable_seqscan = off')
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN SELECT appointment_id FROM visit_start WHERE practice_id = $1 AND resource_id = $2 AND starts_at >= $3 AND starts_at < $4`,
        [practice, rivera.id, at('00:00'), at('23:00')],
      )
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    })
    expect(found).toMatch(/Index Cond: .*resource_id.*starts_at.*starts_at/)

    // whatever gives nothing is told alike
    await desk.call(closeCalendarFeed, { calendarFeedId: busy.calendarFeedId })
    await desk.call(archiveResource, { resourceId: osei.id, version: 1, archived: true })
    await upToDate(desk)
    const nothing = [
      busy.path,
      others.path,
      typed.path.replace(/.\.ics$/, (end) => (end[0] === 'A' ? 'B.ics' : 'A.ics')),
      typed.path.replace(
        practice,
        practice.replace(/.$/, (end) => (end === '0' ? '1' : '0')),
      ),
      typed.path.replace('.ics', ''),
      '/calendars/x/y.ics',
      `/calendars/${practice}/%00.ics`,
    ]
    const answers = await Promise.all(nothing.map((path) => ask(path)))
    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(404)
    expect((await ask(typed.path)).status).toBe(200)
    expect((await ask(typed.path, { method: 'POST' })).status).toBe(404)
  })
})
