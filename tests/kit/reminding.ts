/** A practice whose cloud reminds: over a real mail server and a real line for texts. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { randomUUID } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { appointments } from '../../shared/schedule/appointment.ts'
import { recalls } from '../../shared/schedule/recall.ts'
import { patients } from '../../shared/patients/patient.ts'
import { suggestedReminders, type ReminderPolicy } from '../../shared/schedule/reminder-policy.ts'
import type { Reminder } from '../../shared/schedule/reminder.ts'
import { rowIn } from '../../src-cloud/reminders/candidates.ts'
import { amended, say } from '../../src-cloud/reminders/own-change.ts'
import { remind, type Reminding } from '../../src-cloud/reminders/remind.ts'
import { SmtpSender } from '../../src-cloud/reminders/smtp-sender.ts'
import { takeReply } from '../../src-cloud/reminders/take-reply.ts'
import { TextSender } from '../../src-cloud/reminders/text-sender.ts'
import { inPractice } from '../../src-cloud/postgres/pool.ts'
import { PostgresPractices } from '../../src-cloud/postgres/practices.ts'
import { practices } from '../../shared/access/practice.ts'
import { newCloud, newTestPractice, usePostgres } from './cloud.ts'
import { aMailServer } from './mail-server.ts'
import { put } from './old-audit.ts'
import { rowFor } from './rows.ts'
import type { There } from './audit-desks.ts'

export const dayBefore = Date.parse('2026-03-04T15:30:00.000Z')
/** A Friday at 10 o'clock in New York. */
export const visitAt = '2026-03-06T15:00:00.000Z'

/** An HTTP line to a carrier, on this machine. */
export async function aTextLine(status = 200) {
  const texts: { id: string; to: string; text: string; key: unknown; token: unknown }[] = []
  const server = createServer((asked, answer) => {
    let body = ''
    asked.on('data', (chunk: Buffer) => (body += chunk.toString()))
    asked.on('end', () => {
      const { authorization, 'idempotency-key': key } = asked.headers
      texts.push({
        ...(JSON.parse(body) as { id: string; to: string; text: string }),
        key,
        token: authorization,
      })
      answer.writeHead(status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { texts, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/texts` }
}

/** Makes such practices on a PostgreSQL of the tests. */
export function remindingOn(postgres: ReturnType<typeof usePostgres>) {
  return aPractice

  async function aPractice(policy: Partial<ReminderPolicy> = {}) {
    const name = await postgres.makeDatabase()
    const mail = await aMailServer()
    const line = await aTextLine()
    const config = {
      email: mail.config,
      text: { url: line.url, token: 'to them' },
      repliesToken: 'from them',
      answersAt: 'https://reply.example',
    }
    const cloud = await newCloud(postgres.url(name), postgres.folder, { reminders: config })
    const practice = await newTestPractice(cloud)
    const there = { cloud, practice } as There
    const clock = { ms: dayBefore }
    const now = () => clock.ms
    const reminding: Reminding = {
      pool: cloud.pool,
      now,
      email: new SmtpSender(mail.config, now, 2000),
      text: new TextSender(config.text, 2000),
      answersAt: config.answersAt,
    }
    const { id: _id, ...own } = rowFor(practices, 1, { name: 'Harbor', timeZone: 'America/New_York' })
    await put(there, 'practice', own, practice)
    await put(there, 'reminder-policy', { ...suggestedReminders, phone: '617-555-0100', ...policy }, practice)
    const patient = async (more: Record<string, unknown> = {}) => {
      const { id, ...row } = rowFor(patients, 2, {
        family: 'Lang',
        given: 'Ida',
        active: true,
        deceased: false,
        deceasedOn: null,
        language: 'English',
        email: 'ida@example.org',
        phones: [],
        ...more,
      })
      return put(there, 'patient', row, id)
    }
    const book = async (patientId: string, startsAt = visitAt, madeAt = '2026-02-01T10:00:00.000Z') => {
      const { id, ...row } = rowFor(appointments, 1, {
        patientId,
        steps: [],
        reason: 'Colonoscopy',
        notes: 'bowel preparation, Dr. Rivera',
        madeAt,
        plan: {
          startsAt,
          minutes: 30,
          locationId: randomUUID(),
          providers: [],
          places: [],
          prepareMinutes: 0,
          cleanMinutes: 0,
          cancelled: false,
        },
      })
      return put(there, 'appointment', row, id)
    }
    /** Somebody is to come again, and was booked for it. */
    const recall = (patientId: string, appointmentId: string) => {
      const { id, ...row } = rowFor(recalls, 1, { patientId, appointmentId, state: 'booked' })
      return put(there, 'recall', row, id)
    }
    const change = (type: string, id: string, set: Record<string, unknown>) =>
      new PostgresPractices(cloud.pool).transaction(practice, async (tx, client) => {
        const kept = await rowIn<{ id: string }>(client, practice, type, id)
        if (!kept) throw new Error('no row')
        await say(tx, 'test.change@1', [amended(type, kept, set)])
      })
    const all = <Row>(type: string) =>
      inPractice(cloud.pool, practice, async (client) => {
        const { rows } = await client.query<{ row: Row }>(
          `SELECT data || jsonb_build_object('id', id) AS row FROM record WHERE practice_id = $1 AND type = $2 AND NOT deleted ORDER BY id`,
          [practice, type],
        )
        return rows.map(({ row }) => row)
      })
    const run = (more: Partial<Reminding> = {}) => remind({ ...reminding, ...more }, practice)
    const states = async () => (await all<Reminder>('reminder')).map(({ state }) => state)
    const reply = (from: Parameters<typeof takeReply>[2], said: Parameters<typeof takeReply>[3]) =>
      takeReply(reminding, practice, from, said)
    const tokens = () => mail.mails.map(({ body }) => /\/([A-Za-z0-9_-]{24})$/.exec(body)?.[1] ?? '')
    return {
      cloud,
      practice,
      mail,
      line,
      clock,
      reminding,
      patient,
      book,
      recall,
      change,
      all,
      run,
      states,
      reply,
      tokens,
    }
  }
}
