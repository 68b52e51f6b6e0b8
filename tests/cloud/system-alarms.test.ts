/**
 * A silent workstation, a clock, a fork, emergencies again and again, a keychain: each raises one alert, however often it is looked for
 * (N3); and nobody settles one that is about themselves, at the workstation or around it (N4).
 */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { credentials } from '../../shared/access/credential.ts'
import { users } from '../../shared/access/user.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { listCases } from '../../shared/privacy/list-cases.ts'
import { endEmergency, openInEmergency } from '../../shared/privacy/open-in-emergency.ts'
import { restrictChart } from '../../shared/privacy/restrict-chart.ts'
import { manyEmergencies } from '../../shared/privacy/watch-limits.ts'
import { findSilent } from '../../src-cloud/audit/logs.ts'
import { inPractice } from '../../src-cloud/postgres/pool.ts'
import { concernedBy } from '../../src-main/audit/alarm-people.ts'
import { WitnessBook } from '../../src-main/audit/witness-book.ts'
import { aCloud, aDesk, asOwner, copyOf, kindsThere, type Desk } from '../kit/audit-desks.ts'
import { auditEntry, logIn } from '../kit/audit-logs.ts'
import { aWitness } from '../kit/audit-witness.ts'
import {
  makeOwner,
  newStation,
  ownerRights,
  registerOne,
  settle,
  skipWithout,
  usePostgres,
} from '../kit/cloud.ts'
import { colleagueAt } from '../kit/colleague.ts'
import { newPractice } from '../kit/practice.ts'
import { rowFor } from '../kit/rows.ts'
import { anActor, command } from '../kit/store.ts'

describe.skipIf(skipWithout !== null)('alarms', () => {
  const postgres = usePostgres()

  /** What is told in the end, by what it is called; each is brought about twice. */
  const triggers: Readonly<Record<string, () => Promise<readonly string[]>>> = {
    async silent() {
      const there = await aCloud(postgres)
      const station = await newStation(there.cloud, there.practice)
      makeOwner(station)
      registerOne(station)
      await settle(station)
      await asOwner(there, `UPDATE device_credential SET made_at = now() - interval '5 hours'`)
      for (let n = 0; n < 2; n += 1)
        await inPractice(there.cloud.pool, there.practice, (client) => findSilent(client, there.practice))
      return kindsThere(there)
    },
    async clock() {
      const there = await aCloud(postgres)
      const desk = await aDesk(there)
      for (let n = 0; n < 2; n += 1) {
        desk.clock.wall = Date.now() + 300_000
        desk.add(2)
        await desk.send()
      }
      expect(desk.kinds()).toEqual(['clock'])
      return kindsThere(there)
    },
    async fork() {
      const there = await aCloud(postgres)
      const desk = await aDesk(there)
      desk.add(3)
      await desk.send()
      const clone = copyOf(there, desk)()
      for (const each of [desk, clone, desk, clone]) {
        each.add(2)
        await each.send()
      }
      return kindsThere(there)
    },
    async 'repeated-emergency'() {
      const desk = await newPractice()
      const nurse = colleagueAt(desk, 31, ['nurse'], 'Maya Okafor, RN')
      for (let n = 0; n < manyEmergencies(['nurse']) + 2; n += 1) {
        const given = registerPatient.example
        const demographics = { ...given.demographics, family: `Other${n}`, phones: [], birthDate: null }
        const { patientId } = await desk.call(registerPatient, { ...given, demographics })
        const people = [desk.session.actor.id]
        await desk.call(restrictChart, { patientId, version: null, kinds: ['requested'], note: '', people })
        const words = 'Nobody of those named is in the house.'
        await nurse.call(openInEmergency, { patientId, reason: 'covering', words })
        await nurse.call(endEmergency, { patientId })
      }
      const { cases } = await desk.call(listCases, { show: 'open' })
      expect(desk.faults).toEqual([])
      // each emergency has a case of its own beside it
      return cases.map(({ kind }) => kind).filter((kind) => kind !== 'emergency')
    },
    async keychain() {
      const { open, log } = logIn()
      const { witness, faults } = aWitness()
      for (let n = 0; n < 2; n += 1) {
        await witness.keysRestored()
        await witness.begin(open(false), Buffer.alloc(32))
      }
      expect(faults).toEqual([])
      return new WitnessBook(log).alarms().map(({ kind }) => kind)
    },
  }

  test.each(Object.keys(triggers))('%s: one alert, and no other', async (kind) => {
    expect(await triggers[kind]?.()).toEqual([kind])
  })

  /** A practice of Ana, who owns it, and Ben beside her; a workstation where Ben was in, hours ago, and Ana when its clock was found wrong. */
  async function alarmed(second: Partial<RowOf<typeof users>>) {
    const there = await aCloud(postgres)
    const station = await newStation(there.cloud, there.practice)
    makeOwner(station)
    const ben = { ...(rowFor(users, 2) as RowOf<typeof users>), ...ownerRights, username: 'ben', ...second }
    command(station.store, (tx) => {
      tx.put(users, ben)
      for (const id of [anActor.id, ben.id]) {
        const row = rowFor(credentials, 2, { id }) as RowOf<typeof credentials>
        const kdf = { name: 'argon2id' as const, memory: 65_536, passes: 3, lanes: 1, salt: 'AAAA' }
        tx.put(credentials, { ...row, keys: { ...row.keys, kdf } })
      }
    })
    await settle(station)
    const [desk, other] = [await aDesk(there), await aDesk(there)]
    desk.clock.wall = Date.now() - 3 * 3_600_000
    desk.log.append(auditEntry({ actor: ben.id, session: randomUUID() }))
    desk.clock.wall = Date.now() + 300_000
    desk.log.append(auditEntry({ actor: anActor.id, session: randomUUID() }))
    await desk.send()
    for (const each of [desk, other, other]) {
      each.add(1)
      await each.send()
    }
    expect([await kindsThere(there), other.kinds()]).toEqual([['clock'], ['clock']])
    const settledBy = async (by: string, at: Desk) => {
      const [alarm] = at.book.alarms()
      at.book.settle(alarm?.id ?? '', '2026-11-23T15:05:00.000Z', by, 'It was set by hand.')
      at.add(1)
      await at.send()
      return [await kindsThere(there), at.kinds()]
    }
    return { there, desk, other, ben: ben.id, settledBy }
  }

  test('the cloud does not take it from whom it is about, and it is open again where it was settled; somebody else settles it', async () => {
    const { there, desk, other, ben, settledBy } = await alarmed({})
    const [alarm] = other.book.alarms()
    if (!alarm) throw new Error('no alarm')
    // told to every workstation, whatever that has of the other's log; Ben had long gone
    expect([...concernedBy(other.log, alarm)]).toEqual([anActor.id])
    expect([...concernedBy(desk.log, alarm)]).toEqual([anActor.id])
    for (const at of [other, desk]) expect(await settledBy(anActor.id, at)).toEqual([['clock'], ['clock']])
    expect(await settledBy(randomUUID(), other)).toEqual([['clock'], ['clock']])
    const said = other.log.db
      .prepare(
        "SELECT detail ->> '$.why' FROM audit WHERE action = 'audit.alarm' AND reason = 'not-settled' ORDER BY seq",
      )
      .pluck()
      .all()
    expect(said).toEqual(['concerned', 'not-permitted'])
    // as a workstation of an earlier version says it: without a name nothing is settled, and its log goes on
    const unnamed = { device: other.device, id: alarm.id, reason: 'It was set by hand.' }
    expect(await other.transport.settled(unnamed)).toBeNull()
    expect(await kindsThere(there)).toEqual(['clock'])
    expect(await settledBy(ben, other)).toEqual([[], []])
    desk.add(1)
    await desk.send()
    expect(desk.kinds()).toEqual([])
  })

  test.each<[string, Partial<RowOf<typeof users>>]>([
    ['who sets nothing up', { roles: ['physician'] }],
    ['who is suspended', { active: false }],
  ])('where the only other is one %s, they settle it themselves', async (_who, second) => {
    const { other, settledBy } = await alarmed(second)
    expect(await settledBy(anActor.id, other)).toEqual([[], []])
  })
})
