/**
 * What somebody answers to a reminder. `confirm` is a step of the appointment by nobody; `cancel` calls it off where the practice allows that;
 * everything else, and what can no longer be done, waits for the desk. An answer is taken once; a later one takes its place as
 * long as nobody has seen to it.
 */
import { v7 } from 'uuid'
import type { Pool, PoolClient } from 'pg'
import type { Change } from '../../shared/kernel/op.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { appointments, type Appointment } from '../../shared/schedule/appointment.ts'
import { recalls, type Recall } from '../../shared/schedule/recall.ts'
import { contactPreferences } from '../../shared/schedule/contact-preference.ts'
import { reminders, type Reminder, type Said } from '../../shared/schedule/reminder.ts'
import { stageOf } from '../../shared/schedule/stage.ts'
import type { Step, StepKind } from '../../shared/schedule/step.ts'
import { PostgresPractices } from '../postgres/practices.ts'
import { practiceHere, rowIn, type Kept } from './candidates.ts'
import { amended, made, say } from './own-change.ts'
import { shaOf } from './remind.ts'
import { dialled } from './text-sender.ts'

type Replying = Readonly<{ pool: Pool; now(): number }>
/** By the word of a link, or by the number a text came from: then about the next visit that number was reminded of. */
export type From = Readonly<{ token: string } | { phone: string }>

/** Null where nothing is known of whoever answers. */
export function takeReply(
  { pool, now }: Replying,
  practice: string,
  from: From,
  said: Said,
): Promise<'done' | 'for-the-desk' | null> {
  return new PostgresPractices(pool).transaction(practice, async (tx, client) => {
    const id = await reminderOf(client, practice, from, now())
    const reminder = id === null ? null : await rowIn<Reminder>(client, practice, reminders.type, id)
    if (!reminder) return null
    const at = instantOf(now())
    const changes = await changesFor(client, practice, { reminder: reminder.row, said, at })
    const done = changes !== null
    const answer = amended(reminders.type, reminder, {
      reply: { said, at, done },
      ...(!done && reminder.row.settled !== null && { settled: null }),
    })
    await say(tx, 'cloud.takeReply@1', [...(changes ?? []), answer])
    return done ? 'done' : 'for-the-desk'
  })
}

async function reminderOf(
  client: PoolClient,
  practice: string,
  from: From,
  now: number,
): Promise<string | null> {
  const isLink = 'token' in from
  const sha = isLink ? shaOf(from.token) : shaOf(practice, dialled(from.phone) ?? from.phone)
  const { rows } = await client.query<{ id: string }>(
    `SELECT reminder_id AS id FROM reminder_job WHERE practice_id = $1 AND starts_at > $3 AND reminder_id IS NOT NULL
       AND ${isLink ? 'token_sha' : 'phone_sha'} = $2 ORDER BY starts_at LIMIT 1`,
    [practice, sha, instantOf(now)],
  )
  return rows[0]?.id ?? null
}

type Asked = Readonly<{ reminder: Reminder; said: Said; at: string }>

/** What does what they ask for; null where somebody at the desk has to. */
async function changesFor(client: PoolClient, practice: string, asked: Asked): Promise<Change[] | null> {
  const { reminder, said, at } = asked
  if (said === 'stop') return [await stopping(client, practice, asked)]
  const kept = await rowIn<Appointment>(client, practice, appointments.type, reminder.appointmentId)
  const stage = kept && stageOf(kept.row)
  const isAsReminded = kept?.row.plan.startsAt === reminder.startsAt
  if (!kept || !isAsReminded || (stage !== 'scheduled' && stage !== 'confirmed')) return null
  const withStep = (kind: StepKind, more: Readonly<Record<string, unknown>> = {}) => [
    amended(appointments.type, kept, { ...more, steps: [...kept.row.steps, stepOf(kind, at)] }),
  ]
  if (said === 'confirm') return stage === 'scheduled' ? withStep('confirmed') : []
  const here = await practiceHere(client, practice)
  if (said !== 'cancel' || here?.policy.mayCancel !== true) return null
  const dueAgain = await recallsBookedAt(client, practice, kept.row)
  return [
    ...withStep('cancelled', { plan: { ...kept.row.plan, cancelled: true } }),
    ...dueAgain.map((recall) => amended(recalls.type, recall, { state: 'due', appointmentId: null })),
  ]
}

const stepOf = (kind: StepKind, at: string): Step => ({
  id: v7(),
  kind,
  at,
  by: null,
  roomId: null,
  reason: 'Answer to a reminder',
  note: '',
})

/** What the visit was booked for, and is to be booked again: nobody is lost by their own answer. */
async function recallsBookedAt(
  client: PoolClient,
  practice: string,
  { id, patientId }: Appointment,
): Promise<Kept<Recall>[]> {
  const { rows } = await client.query<Kept<Recall>>(
    `SELECT data || jsonb_build_object('id', id) AS row, version FROM record
     WHERE practice_id = $1 AND patient_id = $2 AND type = '${recalls.type}' AND NOT deleted
       AND data->>'appointmentId' = $3 AND data->>'state' = 'booked'`,
    [practice, patientId, id],
  )
  return rows
}

/** By the way it came: somebody who wants no texts may want e-mails. */
async function stopping(
  client: PoolClient,
  practice: string,
  { reminder: { patientId, channel }, at }: Asked,
): Promise<Change> {
  const said = { [channel === 'email' ? 'noEmail' : 'noText']: true, at, by: null }
  const before = await rowIn<{ id: string }>(client, practice, contactPreferences.type, patientId)
  return before
    ? amended(contactPreferences.type, before, said)
    : made(contactPreferences.type, patientId, { noEmail: false, noText: false, language: null, ...said })
}
