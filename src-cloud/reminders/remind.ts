/**
 * Reminders of one practice: what is due is put into the queue, taken from it by one process at a time, said to be on its way before it is, and
 * said to be sent afterwards. A process that ends in between leaves a reminder of which nobody knows: it is said so, and it is not sent
 * again. No transaction is open while anything is sent.
 */
import { createHash, randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import type { Pool, PoolClient } from 'pg'
import { must } from '../../shared/kernel/errors.ts'
import type { Change } from '../../shared/kernel/op.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { appointments, type Appointment } from '../../shared/schedule/appointment.ts'
import { reminders, type Reminder } from '../../shared/schedule/reminder.ts'
import { afterQuiet, dueAt } from '../../shared/schedule/reminding/due.ts'
import { wordsOfReminder } from '../../shared/schedule/reminding/templates.ts'
import type { PracticeTx } from '../executor/practice-tx.ts'
import { inPractice } from '../postgres/pool.ts'
import { PostgresPractices } from '../postgres/practices.ts'
import { expected, isExpected, practiceHere, rowIn, wayTo, zoneAt, type Practice } from './candidates.ts'
import { amended, made, say } from './own-change.ts'
import type { Came, Outgoing, Sender } from './sending.ts'
import { dialled } from './text-sender.ts'

export type Reminding = Readonly<{
  pool: Pool
  /** Ms since 1970. */
  now(): number
  /** Null where the cloud has no such way out. */
  email: Sender | null
  text: Sender | null
  /** Where answers to e-mails are given, without a `/` at its end; null where nobody can reach that. */
  answersAt: string | null
}>

/** On its way for so long: whoever sent it has ended. Longer than a sender waits for its receiver, all in all. */
const lostMs = 10 * 60_000
const mostTries = 6
const mostAtOnce = 200

export const shaOf = (...parts: readonly string[]): Buffer =>
  createHash('sha256').update(parts.join('\n')).digest()

type Job = Readonly<{
  appointmentId: string
  startsAt: Date
  hours: number
  tries: number
  reminderId: string | null
}>
const jobFields =
  'appointment_id AS "appointmentId", starts_at AS "startsAt", hours, tries, reminder_id AS "reminderId"'
const thisJob = 'practice_id = $1 AND appointment_id = $2 AND starts_at = $3 AND hours = $4'
const keyOf = (practice: string, { appointmentId, startsAt, hours }: Job) => [
  practice,
  appointmentId,
  startsAt,
  hours,
]

/** All that is due now. Resolves to how many were sent. */
export async function remind(reminding: Reminding, practice: string): Promise<number> {
  const here = await inPractice(reminding.pool, practice, (client) => practiceHere(client, practice))
  if (!here) return 0
  await tellLost(reminding, practice)
  await queue(reminding, practice, here)
  let count = 0
  for (let n = 0; n < mostAtOnce; n += 1) {
    const taken = await take(reminding, practice, here)
    if (taken === null) break
    if (taken.message === null) continue
    const sender = taken.channel === 'email' ? reminding.email : reminding.text
    must(sender, 'remind.sender')
    const came = await sender.send(taken.message)
    await settle(reminding, practice, taken.job, came)
    if (came.came === 'sent') count += 1
  }
  return count
}

/** What is due in the next days, once for each time an appointment has. */
async function queue({ pool, now }: Reminding, practice: string, { policy, zone }: Practice): Promise<void> {
  const until = now() + Math.max(...policy.hoursBefore) * 3_600_000
  await inPractice(pool, practice, async (client) => {
    for (const row of await expected(client, practice, instantOf(now()), instantOf(until))) {
      const { startsAt } = row.plan
      for (const hours of policy.hoursBefore) {
        const due = dueAt({ startsAt, madeAt: row.madeAt }, hours, policy, zone)
        if (due !== null)
          await client.query(
            `INSERT INTO reminder_job (practice_id, appointment_id, starts_at, hours, due_at, state)
             VALUES ($1, $2, $3, $4, $5, 'waiting') ON CONFLICT DO NOTHING`,
            [practice, row.id, startsAt, hours, due],
          )
      }
    }
  })
}

type Taken = Readonly<{ job: Job; channel: 'email' | 'text'; message: Outgoing | null }>

/** The next that is due, said to be on its way; `message` null for one that is not to be sent any more. Null where none is due. */
function take(reminding: Reminding, practice: string, here: Practice): Promise<Taken | null> {
  const { pool, now } = reminding
  return new PostgresPractices(pool).transaction(practice, async (tx, client) => {
    const { rows } = await client.query<Job>(
      `SELECT ${jobFields} FROM reminder_job WHERE practice_id = $1 AND state = 'waiting' AND due_at <= $2
       ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
      [practice, instantOf(now())],
    )
    const [job] = rows
    if (!job) return null
    const set = (
      state: string,
      more: { due?: string; reminder?: string; token?: Buffer; phone?: Buffer | null } = {},
    ) =>
      client.query(
        `UPDATE reminder_job SET state = $5, sending_at = $6, due_at = coalesce($7, due_at),
           reminder_id = coalesce($8, reminder_id), token_sha = coalesce($9, token_sha), phone_sha = coalesce($10, phone_sha)
         WHERE ${thisJob}`,
        [
          ...keyOf(practice, job),
          state,
          instantOf(now()),
          more.due ?? null,
          more.reminder ?? null,
          more.token ?? null,
          more.phone ?? null,
        ],
      )
    const leaveOut = async (): Promise<Taken> => {
      await set('done')
      return { job, channel: 'email', message: null }
    }
    const row = (await rowIn<Appointment>(client, practice, appointments.type, job.appointmentId))?.row
    const startsAt = job.startsAt.toISOString()
    // moved, called off, or begun since it was put into the queue
    if (!row || !isExpected(row) || row.plan.startsAt !== startsAt || Date.parse(startsAt) <= now())
      return leaveOut()
    const later = afterQuiet(here.policy, here.zone, now())
    if (later > now()) {
      await set('waiting', { due: instantOf(later) })
      return { job, channel: 'email', message: null }
    }
    const offered = {
      ...here.policy,
      email: here.policy.email && reminding.email !== null,
      text: here.policy.text && reminding.text !== null,
    }
    const way = await wayTo(client, practice, row.patientId, offered)
    if ('not' in way) return leaveOut()
    const token = randomBytes(18).toString('base64url')
    const id = job.reminderId ?? v7()
    await sayOnItsWay(tx, client, practice, { id, row, way, at: instantOf(now()) })
    const phone = way.channel === 'text' ? shaOf(practice, dialled(way.to) ?? way.to) : null
    await set('sending', { reminder: id, token: shaOf(token), phone })
    const facts = {
      practice: here.policy.sender || here.name,
      phone: here.policy.phone,
      startsAt,
      zone: await zoneAt(client, practice, row.plan.locationId, here.zone),
    }
    const link = reminding.answersAt === null ? null : `${reminding.answersAt}/reminders/${practice}/${token}`
    const words = wordsOfReminder(way.channel, way.language, facts, here.policy.templates[way.language], link)
    return { job: { ...job, reminderId: id }, channel: way.channel, message: { id, to: way.to, ...words } }
  })
}

type OnItsWay = Readonly<{
  id: string
  row: Appointment
  way: Readonly<{ channel: 'email' | 'text'; language: 'en' | 'es' }>
  at: string
}>

async function sayOnItsWay(
  tx: PracticeTx,
  client: PoolClient,
  practice: string,
  { id, row, way, at }: OnItsWay,
): Promise<void> {
  const before = await rowIn<Reminder>(client, practice, reminders.type, id)
  const change = before
    ? amended(reminders.type, before, { state: 'sending', at, reason: '' })
    : made(reminders.type, id, {
        patientId: row.patientId,
        appointmentId: row.id,
        channel: way.channel,
        language: way.language,
        startsAt: row.plan.startsAt,
        state: 'sending',
        at,
        reason: '',
        reply: null,
        settled: null,
      })
  await say(tx, 'cloud.remind@1', [change])
}

/** What came of it, in the record and in the queue, together. */
async function settle(
  { pool, now }: Reminding,
  practice: string,
  job: Job,
  { came, reason }: Came,
): Promise<void> {
  await new PostgresPractices(pool).transaction(practice, async (tx, client) => {
    const { rows } = await client.query<{ id: string }>(
      `SELECT reminder_id AS id FROM reminder_job WHERE ${thisJob} AND state = 'sending' AND reminder_id = $5 FOR UPDATE`,
      [...keyOf(practice, job), job.reminderId],
    )
    const before = rows[0] ? await rowIn<Reminder>(client, practice, reminders.type, rows[0].id) : null
    // it took so long that it was given up for lost: what was said of it stays
    if (!before) return
    const isLater = came === 'again' && job.tries + 1 < mostTries
    const state = {
      sent: 'sent',
      never: 'failed',
      unsure: 'unsure',
      again: isLater ? 'waiting' : 'failed',
    } as const
    const change = { state: state[came], at: instantOf(now()), reason }
    await say(tx, 'cloud.remind@1', [amended(reminders.type, before, change)])
    await client.query(
      `UPDATE reminder_job SET state = $5, tries = tries + 1, due_at = $6 WHERE ${thisJob}`,
      [...keyOf(practice, job), isLater ? 'waiting' : 'done', instantOf(now() + 60_000 * 4 ** job.tries)],
    )
  })
}

/** Of what was on its way when a process ended nobody knows whether it has arrived. It is said, and never sent again. */
async function tellLost({ pool, now }: Reminding, practice: string): Promise<void> {
  const lost = instantOf(now() - lostMs)
  const find = `SELECT ${jobFields} FROM reminder_job WHERE practice_id = $1 AND state = 'sending' AND sending_at < $2`
  const any = await inPractice(pool, practice, (client) => client.query(`${find} LIMIT 1`, [practice, lost]))
  if (any.rows.length === 0) return
  await new PostgresPractices(pool).transaction(practice, async (tx, client) => {
    const { rows } = await client.query<Job>(`${find} FOR UPDATE SKIP LOCKED`, [practice, lost])
    const changes: Change[] = []
    for (const job of rows) {
      const { reminderId } = job
      const before =
        reminderId === null ? null : await rowIn<Reminder>(client, practice, reminders.type, reminderId)
      const said = { state: 'unsure', at: instantOf(now()), reason: 'ended' }
      if (before) changes.push(amended(reminders.type, before, said))
      await client.query(`UPDATE reminder_job SET state = 'done' WHERE ${thisJob}`, keyOf(practice, job))
    }
    if (changes.length > 0) await say(tx, 'cloud.remind@1', changes)
  })
}
