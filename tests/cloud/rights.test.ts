/** The cloud asks of every op what its author may do now; what it does not take waits in sight of the author. */
import { describe, expect, test } from 'vitest'
import { accessLevels } from '../../shared/access/access-level.ts'
import { practices } from '../../shared/access/practice.ts'
import { users } from '../../shared/access/user.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { patients } from '../../shared/patients/patient.ts'
import {
  makeOwner,
  newCloud,
  newStation,
  newTestPractice,
  ownerRights,
  registerOne,
  settle,
  skipWithout,
  usePostgres,
  type Station,
} from '../kit/cloud.ts'
import { rowFor } from '../kit/rows.ts'
import { anActor, command, contextAt, newTestId } from '../kit/store.ts'

describe.skipIf(skipWithout !== null)('rights in the cloud', () => {
  const postgres = usePostgres()

  /** An owner at one workstation, and somebody whom they have hired at another. */
  async function practiceWith(given: Partial<RowOf<typeof users>>, zone?: string) {
    const name = await postgres.makeDatabase()
    const cloud = await newCloud(postgres.url(name), postgres.folder)
    const practice = await newTestPractice(cloud)
    const [one, two] = [await newStation(cloud, practice), await newStation(cloud, practice)]
    makeOwner(one)
    const ben = { ...(rowFor(users, 2) as RowOf<typeof users>), ...ownerRights, ...given }
    if (zone !== undefined)
      command(one.store, (tx) =>
        tx.put(practices, {
          ...(rowFor(practices, 1) as RowOf<typeof practices>),
          id: practice,
          timeZone: zone,
        }),
      )
    command(one.store, (tx) => tx.put(users, ben))
    await settle(one, two)
    const asBen = (work: Parameters<typeof command>[1]) =>
      command(two.store, work, { ...contextAt(), actor: { ...anActor, id: ben.id } })
    return { one, two, ben, asBen, name, cloud, practice }
  }
  const refusedOn = ({ store }: Station) =>
    store.db.prepare(`SELECT reason FROM attention WHERE state = 'open' ORDER BY reason`).pluck().all()
  const aPatient = (family: string) => ({
    ...(rowFor(patients, 2) as RowOf<typeof patients>),
    family,
    active: true,
  })

  test('what an author may not do is refused, kept, and waits in their sight; given the right, it is taken', async () => {
    const { one, two, ben, asBen, name } = await practiceWith({ roles: ['biller'] })
    asBen((tx) => tx.put(patients, aPatient('Kowalski')))
    await settle(one, two)
    expect(refusedOn(two)).toEqual(['actor.not-permitted'])
    const kept = await postgres.owner(name, (client) =>
      client.query<{ reason: string; payload: string }>('SELECT reason, payload FROM op_quarantine'),
    )
    expect(kept.rows.map(({ reason }) => reason)).toEqual(['actor.not-permitted'])
    expect(kept.rows[0]?.payload).toContain('Kowalski')

    command(one.store, (tx) => tx.amend(users, ben.id, { roles: ['front-desk'] }))
    await settle(one, two)
    asBen((tx) => tx.put(patients, aPatient('Nowak')))
    await settle(one, two)
    expect(refusedOn(two)).toEqual(['actor.not-permitted'])
    const families = one.store.db.prepare('SELECT family FROM patients').pluck().all()
    expect(families).toEqual(['Nowak'])
  })

  test('an op that waited while the right was lost is judged by the rights of now', async () => {
    const { one, two, ben, asBen } = await practiceWith({ roles: ['front-desk'] })
    asBen((tx) => tx.put(patients, aPatient('Waiting')))
    command(one.store, (tx) => tx.amend(users, ben.id, { roles: ['biller'] }))
    await settle(one)
    await settle(two)
    expect(refusedOn(two)).toEqual(['actor.not-permitted'])
  })

  test('rights of levels and exceptions count, one push with what gives them', async () => {
    const level = newTestId()
    const { one, two, ben, asBen } = await practiceWith({ roles: [], levels: [] }, 'America/New_York')
    command(one.store, (tx) =>
      tx.put(accessLevels, {
        ...(rowFor(accessLevels, 1) as RowOf<typeof accessLevels>),
        id: level,
        permissions: ['patient.register'],
      }),
    )
    command(one.store, (tx) => tx.amend(users, ben.id, { levels: [level] }))
    await settle(one, two)
    asBen((tx) => tx.put(patients, aPatient('Bylevel')))
    await settle(two, one)
    const until = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)
    const taken = { permission: 'patient.register', allow: false, until, reason: 'Training' } as const
    command(one.store, (tx) => tx.amend(users, ben.id, { exceptions: [taken] }))
    await settle(one, two)
    asBen((tx) => tx.put(patients, aPatient('Taken')))
    await settle(two, one)
    expect(refusedOn(two)).toEqual(['actor.not-permitted'])
    expect(one.store.db.prepare('SELECT family FROM patients').pluck().all()).toEqual(['Bylevel'])
  })

  test('nobody gives themself rights, makes themself up, or makes a level that breaks duties', async () => {
    const { one, two, ben, asBen, cloud, practice } = await practiceWith({ roles: ['administrator'] })
    asBen((tx) => tx.amend(users, ben.id, { roles: ['administrator', 'physician'] }))
    asBen((tx) =>
      tx.put(accessLevels, {
        ...(rowFor(accessLevels, 1) as RowOf<typeof accessLevels>),
        permissions: ['user.manage', 'chart.read'],
      }),
    )
    await settle(two, one)
    expect(refusedOn(two)).toEqual(['access.not-yourself', 'level.administers-and-reads'])
    expect(one.store.writers.of(users).read(ben.id)?.row['roles']).toEqual(['administrator'])

    const three = await newStation(cloud, practice)
    const nobody = newTestId()
    command(
      three.store,
      (tx) => tx.put(users, { ...(rowFor(users, 3) as RowOf<typeof users>), ...ownerRights, id: nobody }),
      { ...contextAt(), actor: { ...anActor, id: nobody } },
    )
    await settle(three, one)
    expect(refusedOn(three)).toEqual(['actor.unknown'])
    expect(one.store.writers.of(users).read(nobody)).toBeUndefined()
    // and everything else goes on
    registerOne(one)
    await settle(one)
    expect(refusedOn(one)).toEqual([])
  })
})
