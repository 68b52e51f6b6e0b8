/** Reminders on a real PostgreSQL, over a real mail server and a real line for texts: once, at the right time, with nothing of the visit in them. */
import { dayBefore, remindingOn, visitAt } from '../kit/reminding.ts'
import { request } from 'node:https'
import { describe, expect, test } from 'vitest'
import { type Appointment } from '../../shared/schedule/appointment.ts'
import type { Recall } from '../../shared/schedule/recall.ts'
import type { Reminder } from '../../shared/schedule/reminder.ts'
import { stageOf } from '../../shared/schedule/stage.ts'
import { SmtpSender } from '../../src-cloud/reminders/smtp-sender.ts'
import type { Sender } from '../../src-cloud/reminders/sending.ts'
import { skipWithout, usePostgres } from '../kit/cloud.ts'

const hour = 3_600_000
const telling = ['Lang', 'Ida', 'Colonoscopy', 'bowel', 'Rivera']

describe.skipIf(skipWithout !== null)('reminders', () => {
  const postgres = usePostgres()

  const aPractice = remindingOn(postgres)

  test('an e-mail, once, with a day, a time and the practice in it, and nothing of whom or what it is about', async () => {
    const { mail, clock, patient, book, all, run } = await aPractice()
    await book(await patient())
    clock.ms = Date.parse(visitAt) - 49 * hour
    expect(await run()).toBe(0)
    clock.ms = dayBefore
    expect([await run(), await run()]).toEqual([1, 0])
    const [sent] = mail.mails
    expect(sent?.to).toBe('ida@example.org')
    expect(sent?.headers['subject']).toBe('Your appointment with Harbor')
    expect(sent?.body).toMatch(
      /^Harbor: you have an appointment on Friday, March 6 at 10:00 AM. Questions: 617-555-0100\r\n\r\n.*\r\nhttps:\/\/reply\.example\/reminders\//,
    )
    for (const word of telling) expect(JSON.stringify(sent)).not.toContain(word)
    const [row] = await all<Reminder>('reminder')
    expect(row).toMatchObject({
      state: 'sent',
      channel: 'email',
      startsAt: visitAt,
      at: '2026-03-04T15:30:00.000Z',
      reply: null,
    })
    expect(sent?.headers['message-id']).toContain(row?.id)
    // neither what was said nor to where is kept
    expect(JSON.stringify(row)).not.toMatch(/ida@|example\.org|March/)
  })

  test('a text to whoever has a mobile phone, in their language', async () => {
    const { line, patient, book, run, all } = await aPractice()
    await book(await patient({ language: 'Spanish', phones: [{ use: 'mobile', number: '617-555-0142' }] }))
    expect(await run()).toBe(1)
    const [row] = await all<Reminder>('reminder')
    expect(line.texts).toEqual([
      {
        id: row?.id,
        key: row?.id,
        token: 'Bearer to them',
        to: '+16175550142',
        text: 'Harbor: usted tiene una cita el viernes, 6 de marzo a las 10:00 a.m. Preguntas: 617-555-0100. Responda C para confirmar, R para pedir otra hora, X para cancelar. ALTO termina estos mensajes.',
      },
    ])
  })

  test('not in quiet hours; not of what was called off, or booked later; of what was moved anew', async () => {
    const { clock, patient, book, change, run, mail, all } = await aPractice()
    const ida = await patient()
    const appointmentId = await book(ida)
    await book(ida, visitAt, '2026-03-05T10:00:00.000Z')
    const off = await book(ida, '2026-03-06T16:00:00.000Z')
    const plan = (await all<Appointment>('appointment')).find(({ id }) => id === off)?.plan
    await change('appointment', off, { plan: { ...plan, cancelled: true } })
    // 8 in the evening to 9 in the morning
    const early = await book(ida, '2026-03-06T11:00:00.000Z')
    clock.ms = Date.parse('2026-03-05T03:00:00.000Z')
    expect(await run()).toBe(0)
    clock.ms = Date.parse('2026-03-05T14:01:00.000Z')
    expect(await run()).toBe(2)
    const reminded = (await all<Reminder>('reminder')).map((row) => row.appointmentId)
    expect(new Set(reminded)).toEqual(new Set([appointmentId, early]))
    const before = (await all<Appointment>('appointment')).find(({ id }) => id === appointmentId)
    await change('appointment', appointmentId, {
      plan: { ...before?.plan, startsAt: '2026-03-09T15:00:00.000Z' },
    })
    clock.ms = Date.parse('2026-03-07T15:30:00.000Z')
    expect(await run()).toBe(1)
    expect(mail.mails.at(-1)?.body).toContain('Monday, March 9 at 11:00 AM')
  })

  test('nobody who wants none, has died, or has no address; none at all where the practice says nothing', async () => {
    const { patient, book, change, run, states, practice } = await aPractice()
    for (const more of [{ email: '' }, { deceased: true }, { active: false }]) await book(await patient(more))
    expect([await run(), await states()]).toEqual([0, []])
    await book(await patient())
    await change('reminder-policy', practice, { hoursBefore: [] })
    expect(await run()).toBe(0)
    await change('reminder-policy', practice, { hoursBefore: [48], email: false, text: false })
    expect(await run()).toBe(0)
  })

  test('two processes at once send each once', async () => {
    const { patient, book, run, mail, states } = await aPractice()
    for (let n = 0; n < 12; n += 1) await book(await patient({ email: `p${n}@example.org` }))
    const counts = await Promise.all([run(), run(), run()])
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(12)
    expect(new Set(mail.mails.map(({ to }) => to)).size).toBe(12)
    expect(mail.mails).toHaveLength(12)
    expect(new Set(await states())).toEqual(new Set(['sent']))
  })

  test('a process that ends between sending and saying so: it is said that it may have been sent, and it is not sent again', async () => {
    const { patient, book, run, mail, states, reminding, clock } = await aPractice()
    await book(await patient())
    const dies: Sender = {
      async send(message) {
        await reminding.email?.send(message)
        throw new Error('killed')
      },
    }
    await expect(run({ email: dies })).rejects.toThrow('killed')
    expect([mail.mails.length, await states()]).toEqual([1, ['sending']])
    // another process does not take it while it may be under way
    expect([await run(), await states()]).toEqual([0, ['sending']])
    clock.ms += 11 * 60_000
    expect([await run(), mail.mails.length, await states()]).toEqual([0, 1, ['unsure']])
    clock.ms += 5 * hour
    expect([await run(), mail.mails.length, await states()]).toEqual([0, 1, ['unsure']])
  })

  test('what a server has not taken is tried again, later and later; what it will not take is not', async () => {
    const { patient, book, run, states, clock, mail, all } = await aPractice()
    await book(await patient())
    const answers: Awaited<ReturnType<Sender['send']>>[] = [
      { came: 'again', reason: 'no-line' },
      { came: 'again', reason: 'smtp-450' },
    ]
    const slow = (real: Sender): Sender => ({
      send: (message) => Promise.resolve(answers.shift() ?? real.send(message)),
    })
    const email = slow(new SmtpSender(mail.config, () => clock.ms, 2000))
    expect([await run({ email }), await run({ email }), await states()]).toEqual([0, 0, ['waiting']])
    clock.ms += 61_000
    expect([await run({ email }), await run({ email })]).toEqual([0, 0])
    clock.ms += 241_000
    expect([await run({ email }), await states()]).toEqual([1, ['sent']])
    await book(await patient(), '2026-03-06T15:15:00.000Z')
    const never: Sender = { send: () => Promise.resolve({ came: 'never', reason: 'smtp-550' }) }
    expect(await run({ email: never })).toBe(0)
    clock.ms += 5 * hour
    expect([await run(), mail.mails.length]).toEqual([0, 1])
    expect((await all<Reminder>('reminder')).map(({ reason }) => reason).toSorted()).toEqual(['', 'smtp-550'])
  })

  test('C is a step by nobody; R and, where the practice does not allow it, X wait for the desk; STOP ends them', async () => {
    const { patient, book, run, reply, tokens, all, clock } = await aPractice()
    const ida = await patient()
    await book(ida)
    expect(await run()).toBe(1)
    const [token = ''] = tokens()
    expect(await reply({ token: 'x'.repeat(24) }, 'confirm')).toBeNull()
    expect([await reply({ token }, 'confirm'), await reply({ token }, 'confirm')]).toEqual(['done', 'done'])
    const [confirmed] = await all<Appointment>('appointment')
    expect(confirmed?.steps).toMatchObject([{ kind: 'confirmed', by: null, at: '2026-03-04T15:30:00.000Z' }])
    expect(await reply({ token }, 'cancel')).toBe('for-the-desk')
    expect((await all<Appointment>('appointment')).map((row) => stageOf(row))).toEqual(['confirmed'])
    expect(await reply({ token }, 'move')).toBe('for-the-desk')
    expect((await all<Reminder>('reminder'))[0]?.reply).toMatchObject({ said: 'move', done: false })
    expect(await reply({ token }, 'stop')).toBe('done')
    await book(ida, '2026-03-06T18:00:00.000Z')
    clock.ms = Date.parse('2026-03-04T18:30:00.000Z')
    expect(await run()).toBe(0)
    expect(await all('contact-preference')).toMatchObject([
      { id: ida, noEmail: true, noText: false, by: null },
    ])
    // after the visit has begun a link is good for nothing
    clock.ms = Date.parse(visitAt) + 1
    expect(await reply({ token }, 'confirm')).toBeNull()
  })

  test('X calls off where the practice allows it, but nothing that was moved since', async () => {
    const { patient, book, recall, change, run, reply, tokens, all } = await aPractice({ mayCancel: true })
    const [ida, bo] = [await patient(), await patient({ email: 'b@example.org' })]
    const [moved, off] = [await book(ida), await book(bo)]
    for (const [who, of] of [
      [ida, moved],
      [bo, off],
    ] as const)
      await recall(who, of)
    expect(await run()).toBe(2)
    const plan = (await all<Appointment>('appointment')).find(({ id }) => id === moved)?.plan
    await change('appointment', moved, { plan: { ...plan, startsAt: '2026-03-12T15:00:00.000Z' } })
    const answers = await Promise.all(tokens().map((token) => reply({ token }, 'cancel')))
    expect(new Set(answers)).toEqual(new Set(['done', 'for-the-desk']))
    const after = await all<Appointment>('appointment')
    expect(new Map(after.map((row) => [row.id === moved, stageOf(row)]))).toEqual(
      new Map([
        [false, 'cancelled'],
        [true, 'scheduled'],
      ]),
    )
    // what it was booked for is due again
    const recalled = await all<Recall>('recall')
    expect(new Map(recalled.map((row) => [row.patientId, [row.state, row.appointmentId]]))).toEqual(
      new Map([
        [ida, ['booked', moved]],
        [bo, ['due', null]],
      ]),
    )
  })

  test('over HTTP: a link answers nothing by being looked at; texts are taken from whoever shows the word for it', async () => {
    const { cloud, practice, patient, run, mail, line, all, book, clock } = await aPractice()
    // links are known until the visit, by the clock of the cloud
    const soon = new Date(Date.now() + 40 * hour).toISOString()
    await book(await patient(), soon, '2020-01-01T00:00:00.000Z')
    await book(
      await patient({ phones: [{ use: 'mobile', number: '(617) 555-0142' }] }),
      soon,
      '2020-01-01T00:00:00.000Z',
    )
    const { hour: there } = { hour: new Date(Date.now()).getUTCHours() }
    clock.ms = Date.now() + (there >= 14 ? 0 : (15 - there) * hour)
    expect(await run()).toBe(2)
    const path = new URL(/https:\/\/\S+/.exec(mail.mails[0]?.body ?? '')?.[0] ?? 'https://none').pathname
    const ask = (to: string, body: string | null, headers: Record<string, string> = {}) =>
      new Promise<{ status: number; body: string }>((resolve, reject) => {
        const asked = request(
          {
            host: '127.0.0.1',
            port: cloud.port,
            ca: cloud.ca,
            servername: 'localhost',
            path: to,
            method: body === null ? 'GET' : 'POST',
            headers,
          },
          (answer) => {
            let text = ''
            answer.on('data', (chunk: Buffer) => (text += chunk.toString()))
            answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: text }))
          },
        )
        asked.on('error', reject)
        asked.end(body ?? undefined)
      })
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const looked = await ask(path, null)
    expect(looked).toMatchObject({ status: 200, body: expect.stringContaining('Confirmar') as string })
    for (const word of [...telling, 'Harbor']) expect(looked.body).not.toContain(word)
    expect((await all<Appointment>('appointment')).flatMap(({ steps }) => steps)).toEqual([])
    expect((await ask(path, 'said=confirm', form)).body).toContain('It is noted')
    expect((await ask(path.replace(/.{24}$/, 'a'.repeat(24)), 'said=confirm', form)).body).toContain(
      'no longer good',
    )
    expect((await ask(path, 'said=everything', form)).status).toBe(400)
    const texts = `/reminders/${practice}/texts`
    const json = (token: string) => ({ 'content-type': 'application/json', authorization: `Bearer ${token}` })
    const said = (text: string) => JSON.stringify({ from: line.texts[0]?.to, text })
    expect((await ask(texts, said('C'), json('wrong'))).status).toBe(401)
    expect((await ask(texts, said('who are you?'), json('from them'))).body).toBe('{"taken":null}')
    expect((await ask(texts, said(' c. '), json('from them'))).body).toBe('{"taken":"done"}')
    expect((await all<Appointment>('appointment')).map((row) => stageOf(row))).toEqual([
      'confirmed',
      'confirmed',
    ])
  })
})
