/** Messages about appointments from another system: each by itself, of the right patient, and once. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { saveLocation } from '../../shared/access/save-location.ts'
import { importMessages } from '../../shared/exchange/import-messages.ts'
import { exportRecord } from '../../shared/exports/export-record.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import type { Appointment } from '../../shared/schedule/appointment.ts'
import { addRecall, bookRecall } from '../../shared/schedule/keep-recalls.ts'
import { deskChecks } from '../../shared/schedule/desk-check.ts'
import { resources } from '../../shared/schedule/resource.ts'
import { stageOf } from '../../shared/schedule/stage.ts'
import { visitTypes } from '../../shared/schedule/visit-type.ts'
import { openWithAge, unpack } from '../kit/exports.ts'
import { auditRows, doorOf, newPractice, tempFolder, withRights, type Practice } from '../kit/practice.ts'
import { rowFor } from '../kit/rows.ts'
import { sharedData } from '../kit/shared-data.ts'
import { contextAt } from '../kit/store.ts'

type Given = Readonly<{
  providers?: readonly string[]
  rooms?: readonly string[]
  equipment?: readonly string[]
}>

/** A practice with one location in New York, and these to book. */
async function aPractice({ providers = [], rooms = [], equipment = [] }: Given = {}) {
  const desk = await newPractice({ profile: tempFolder(true) })
  const { locationId } = await desk.call(saveLocation, {
    ...saveLocation.example,
    locationId: null,
    name: 'Harbor',
    version: null,
  })
  const ids = new Map<string, string>()
  desk.session.store.transaction(contextAt(), (tx) => {
    const put = (kind: 'provider' | 'room' | 'equipment', name: string) => {
      const row = rowFor(resources, 1, {
        kind,
        name,
        short: '',
        locationId: kind === 'provider' ? null : locationId,
        practitionerId: null,
        active: true,
      })
      ids.set(name, row.id)
      tx.put(resources, resources.row.parse(row))
    }
    for (const name of providers) put('provider', name)
    for (const name of rooms) put('room', name)
    for (const name of equipment) put('equipment', name)
    tx.put(
      visitTypes,
      visitTypes.row.parse(rowFor(visitTypes, 1, { name: 'Well visit', minutes: 25, active: true })),
    )
    tx.close('test.seed@1')
  })
  const take = async (...files: readonly (readonly string[])[]) => {
    const folder = tempFolder(true)
    desk.files = files.map((messages, n) => {
      const path = join(folder, `m${n}.hl7`)
      writeFileSync(path, messages.join('\r\n'))
      return path
    })
    return (await desk.call(importMessages, {})).lines ?? []
  }
  const all = () => desk.session.store.read.rows<Appointment>('SELECT * FROM appointments ORDER BY id')
  return { desk, take, all, ids, locationId }
}

const message = (
  event: string,
  more: Partial<Record<'sch' | 'tq1' | 'pid' | 'rest' | 'sent', string>> = {},
) =>
  [
    `MSH|^~\\&|Sched|Lakeside|Holdfast|Harbor|${more.sent ?? '20260301080000-0500'}||SIU^${event}|1|P|2.5.1`,
    more.sch ?? 'SCH|P-1|F-1|||||CHECK^Checkup|WELL^Well visit',
    more.tq1 ?? 'TQ1|1||||||202603121030|202603121100',
    more.pid ?? 'PID|1||77^^^Lakeside&2.16.1&ISO^MR||Lang^Ida||19710203|F|||||6175550142',
    more.rest ?? '',
  ]
    .filter(Boolean)
    .join('\r')

const outcomes = (lines: readonly { outcome: string; reason: string | null }[]) =>
  lines.map(({ outcome, reason }) => reason ?? outcome)

describe('a message', () => {
  test('books, moves, calls off: the appointment it is about, once', async () => {
    const { desk, take, all, ids, locationId } = await aPractice({
      providers: ['Dr. Ana Rivera', 'Ben Ode, MD'],
      rooms: ['Room 4'],
    })
    const here = 'AIL|1|A|North^Room 4^^Harbor\rAIP|1|A|9^Rivera^Ana'
    const first = await take([message('S12', { rest: here })])
    expect(first).toMatchObject([
      { file: 'm0.hl7', line: 1, outcome: 'booked', newPatient: true, reason: null },
    ])
    const [booked] = all()
    expect(booked).toMatchObject({
      origin: 'message',
      external: { system: 'Sched Lakeside', value: 'F-1' },
      reason: 'Checkup',
      visitTypeId: expect.any(String) as string,
      plan: {
        startsAt: '2026-03-12T14:30:00.000Z',
        minutes: 30,
        locationId,
        providers: [ids.get('Dr. Ana Rivera')],
        places: [ids.get('Room 4')],
        cancelled: false,
      },
    })
    expect(outcomes(await take([message('S12', { rest: here })]))).toEqual(['already'])
    const moved = message('S13', { tq1: 'TQ1|1||||||202603131400|202603131445', rest: 'AIP|1|A|9^Ode^Ben' })
    expect(outcomes(await take([moved, moved]))).toEqual(['moved', 'already'])
    expect(all()[0]?.plan).toMatchObject({
      startsAt: '2026-03-13T18:00:00.000Z',
      minutes: 45,
      providers: [ids.get('Ben Ode, MD')],
      places: [],
    })
    // what says nothing of people and rooms leaves them as they are
    const changed = message('S14', {
      tq1: 'TQ1|1||||||202603131400|202603131445',
      rest: 'NTE|1||Bring papers',
    })
    expect(outcomes(await take([changed]))).toEqual(['changed'])
    expect(all()[0]).toMatchObject({ notes: 'Bring papers', plan: { providers: [ids.get('Ben Ode, MD')] } })
    expect(outcomes(await take([message('S26')]))).toEqual(['no-show'])
    expect(
      outcomes(await take([message('S15', { tq1: 'TQ1|1||||||nonsense' }), message('S17'), moved])),
    ).toEqual(['cancelled', 'already', 'message.called-off'])
    expect(all().map((each) => stageOf(each))).toEqual(['cancelled'])
    expect(all()).toHaveLength(1)
    const taken = auditRows(desk).filter(({ action }) => action === 'message.take')
    expect(new Set(taken.map(({ subject }) => subject))).toEqual(new Set([booked?.patientId, null]))
    expect(JSON.stringify(auditRows(desk))).not.toContain('Lang')
  })

  test('calls off what a recall was booked for: it is due again, as where a desk calls off', async () => {
    const { desk, take, all } = await aPractice({ providers: ['Dr. Ana Rivera'] })
    await take([message('S12')])
    const [{ id: appointmentId, patientId } = { id: '', patientId: '' }] = all()
    const what = { visitTypeId: null, providerId: null, reason: 'Blood pressure', note: '' }
    const { recallId } = await desk.call(addRecall, { patientId, ...what, dueOn: '2026-03-20' })
    await desk.call(bookRecall, { patientId, recallId, appointmentId })
    expect(outcomes(await take([message('S15')]))).toEqual(['cancelled'])
    expect(desk.session.store.read.rows('SELECT state, appointmentId FROM recalls')).toEqual([
      { state: 'due', appointmentId: null },
    ])
  })

  test('one that fails never stops the others, and says where and what to do', async () => {
    const { take, all } = await aPractice({ providers: ['Ana Rivera'] })
    const lines = await take(
      [
        message('S12', { rest: 'AIP|1|A|9^Rivera^Ana\rAIP|2|A|10^Nobody^Here' }),
        message('S12', { rest: 'AIP|1|A|9^Rivera^Ana' }),
        message('S23'),
        message('S15', { sch: 'SCH|P-9|F-9' }),
      ],
      ['{"resourceType":"Bundle"}'],
      [message('S12', { sch: 'SCH|P-2|F-2', tq1: 'TQ1|1||||||202603080230' })],
    )
    expect(outcomes(lines)).toEqual([
      'message.not-here',
      'booked',
      'message.event',
      'message.appointment-unknown',
      'message.form',
      'message.no-such-time',
    ])
    expect(lines[0]?.params).toEqual({ where: 'AIP 2', name: 'Here Nobody', kind: 'provider' })
    expect(lines.map(({ file, line }) => [file, line])).toEqual([
      ['m0.hl7', 1],
      ['m0.hl7', 7],
      ['m0.hl7', 12],
      ['m0.hl7', 16],
      ['m1.hl7', 1],
      ['m2.hl7', 1],
    ])
    // a refused one leaves no patient behind
    expect(all()).toHaveLength(1)
  })

  test('is of whoever has its name and birth date; numbers that contradict them stop it', async () => {
    const { desk, take, all } = await aPractice()
    const { demographics } = registerPatient.example
    const known = { ...demographics, family: 'Lang', given: 'Ida', birthDate: '1971-02-03' }
    const { patientId } = await desk.call(registerPatient, {
      ...registerPatient.example,
      demographics: known,
    })
    const book = (n: number, pid: string) => message('S12', { sch: `SCH|P-${n}|F-${n}`, pid })
    // accents and case do not make another person, a record number of elsewhere is not one of ours
    const [, own] = desk.session.store.read
      .rows<{ mrn: string }>('SELECT mrn FROM patients')
      .map(({ mrn }) => mrn)
    await take([book(1, `PID|1||${own ?? '1'}^^^Other^MR||LÁNG^ida||19710203|F`)])
    expect(all().map((each) => each.patientId)).toEqual([patientId])
    // taken on with a number of Lakeside; then that number with another birth date
    const other = 'PID|1||77^^^Lakeside^MR||Okoye^Ben||19850607|M'
    expect(await take([book(2, other)])).toMatchObject([{ outcome: 'booked', newPatient: true }])
    expect(outcomes(await take([book(3, other.replace('19850607', '19850608'))]))).toEqual([
      'message.number-of-another',
    ])
    // the appointment of one patient is not moved by a message about another
    expect(outcomes(await take([message('S13', { sch: 'SCH|P-1|F-1', pid: other })]))).toEqual([
      'message.another-patient',
    ])
    // two of one name and birth date: nobody guesses
    await desk.call(registerPatient, { ...registerPatient.example, demographics: known, notADuplicate: true })
    expect(outcomes(await take([book(4, 'PID|1||5^^^X^MR||Lang^Ida||19710203|F')]))).toEqual([
      'message.ambiguous-patient',
    ])
  })

  test('a time without an offset is by the clock of the location, also where the message was sent in winter and is about summer', async () => {
    const { take, all } = await aPractice()
    const at = async (n: number, time: string, sent: string) => {
      await take([message('S12', { sch: `SCH|P-${n}|F-${n}`, tq1: `TQ1|1||||||${time}`, sent })])
      return all().find(({ external }) => external?.value === `F-${n}`)?.plan.startsAt
    }
    expect(await at(1, '202607151030', '20260115080000-0500')).toBe('2026-07-15T14:30:00.000Z')
    expect(await at(2, '202607151030', '20260115080000')).toBe('2026-07-15T14:30:00.000Z')
    // sent by another clock: by that
    expect(await at(3, '202607151030', '20260115080000+0100')).toBe('2026-07-15T09:30:00.000Z')
    expect(await at(4, '202607151030-0700', '20260115080000+0100')).toBe('2026-07-15T17:30:00.000Z')
  })

  test('whoever may not register books for known patients only; whoever may not book takes none', async () => {
    const { desk, take } = await aPractice()
    const doors = (rights: Parameters<typeof withRights>[1]) =>
      doorOf(desk, { session: () => withRights(desk.session, rights) })
    desk.files = [join(tempFolder(true), 'm.hl7')]
    writeFileSync(desk.files[0] ?? '', message('S12'))
    expect(await doors(['schedule.write'])(importMessages.name, '{}')).toMatchObject({
      value: { lines: [{ reason: 'message.unknown-patient' }] },
    })
    expect(await doors(['schedule.read'])(importMessages.name, '{}')).toMatchObject({
      error: { reason: 'permission.missing' },
    })
    expect(outcomes(await take([message('S12')]))).toEqual(['booked'])
    desk.files = []
    expect(await desk.call(importMessages, {})).toEqual({ lines: null })
  })

  test('what it booked leaves with the record of the patient, and with it what the desk has checked', async () => {
    const { desk, take, all } = await aPractice({ providers: ['Ana Rivera'] })
    await take([message('S12', { rest: 'AIP|1|A|9^Rivera^Ana' })])
    const patientId = all()[0]?.patientId ?? ''
    desk.session.store.transaction(contextAt(), (tx) => {
      tx.put(deskChecks, deskChecks.row.parse(rowFor(deskChecks, 1, { id: patientId })))
      tx.close('test.seed@1')
    })
    const folder = tempFolder(true)
    desk.folder = folder
    const handingOut = { recipient: 'patient', purpose: 'copy' } as const
    const { written } = await desk.call(exportRecord, { patientId, handingOut, encrypted: true })
    const { lines } = unpack(
      await openWithAge(join(folder, written?.fileName ?? ''), written?.passphrase ?? ''),
    )
    expect(JSON.parse(lines('Appointment')[0] ?? 'null')).toMatchObject({
      status: 'booked',
      identifier: [{ value: 'F-1', assigner: { display: 'Sched Lakeside' } }],
      appointmentType: { text: 'Well visit' },
      participant: [{}, { actor: { display: 'Ana Rivera' } }, { actor: { display: 'Harbor' } }],
    })
    expect(lines('Basic')).toHaveLength(1)
  })
})

describe('what another system sends', () => {
  const folder = sharedData('hl7v2/microsoft-fhir-converter', 'messages of another system about appointments')
  const read = (name: string) => readFileSync(join(folder ?? '', `SIU${name}.hl7`), 'utf8')
  const sent = (
    desk: Practice,
    take: (...files: string[][]) => Promise<{ outcome: string; reason: string | null }[]>,
    names: string[],
  ) => take(...names.map((name) => [read(name)])).then((lines) => [desk, outcomes(lines)] as const)

  const endoscopy = {
    providers: ['Robert Ge'],
    rooms: ['Room01', 'Room02'],
    equipment: ['EVIS X12 Video Colonoscope'],
  }
  const checkup = {
    providers: ['Tim PB', 'Robert RT', 'Linda GP'],
    rooms: ['Lab Room 01', 'Imaging Room 01', 'Room 55'],
    equipment: ['ABC Cell Counter', 'XYZ X-Ray Machine'],
  }

  test.skipIf(folder === null).each([
    ['01', endoscopy, '2021-09-24T07:15:00.000Z', 50, 3, ['changed', 'changed']],
    ['02', checkup, '2021-08-18T09:15:00.000Z', 60, 8, ['moved', 'moved']],
  ] as const)(
    'set %s: each of its events, alone and in their order',
    async (set, has, startsAt, minutes, taken, then) => {
      const { desk, take, all } = await aPractice(has)
      const run = async (...names: string[]) =>
        (
          await sent(
            desk,
            take,
            names.map((name) => `-${name}-${set}`),
          )
        )[1]
      // what calls off finds nothing before it is booked
      expect(await run('S15', 'S16', 'S17', 'S26')).toEqual(Array(4).fill('message.appointment-unknown'))
      expect(await run('S12')).toEqual(['booked'])
      const plan = all()[0]?.plan
      expect(plan).toMatchObject({ startsAt, minutes })
      expect((plan?.providers.length ?? 0) + (plan?.places.length ?? 0)).toBe(taken)
      expect(await run('S13', 'S14', 'S26', 'S15', 'S16', 'S17')).toEqual([
        ...then,
        'no-show',
        'cancelled',
        'already',
        'already',
      ])
      expect(stageOf(all()[0] as Appointment)).toBe('cancelled')
      expect(desk.session.store.read.rows('SELECT 1 FROM patients')).toHaveLength(1)
    },
  )

  test.skipIf(folder === null)('and what is not read, with why', async () => {
    const { desk, take } = await aPractice(checkup)
    expect((await sent(desk, take, ['-S12_1', '_12', '-S12-01']))[1]).toEqual([
      // from 4 to 8 October by TQ1, 70 minutes by SCH
      'message.too-long',
      // by its header it is ADT^A60
      'message.not-about-appointments',
      // no colonoscope is booked at this practice
      'message.not-here',
    ])
  })
})
