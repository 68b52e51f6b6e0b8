/** Emergencies at workstations that were apart: a case about all of them, once, on each of them. */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { users } from '../../shared/access/user.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { emergencyAccesses } from '../../shared/privacy/emergency-access.ts'
import { privacyCases } from '../../shared/privacy/privacy-case.ts'
import { manyEmergencies } from '../../shared/privacy/watch-limits.ts'
import { tellRepeated } from '../../src-cloud/privacy/emergency-watch.ts'
import {
  makeOwner,
  newCloud,
  newStation,
  newTestPractice,
  settle,
  skipWithout,
  usePostgres,
  type Station,
} from '../kit/cloud.ts'
import { rowFor } from '../kit/rows.ts'
import { anActor, command } from '../kit/store.ts'

const minutesAgo = (n: number) => new Date(Date.now() - n * 60_000).toISOString()

/** As `openInEmergency` writes it, in an op of its own. */
function emergency({ store, device }: Station, n: number, patientId: string = randomUUID()): void {
  command(store, (tx) =>
    tx.put(emergencyAccesses, {
      id: randomUUID(),
      userId: anActor.id,
      patientId,
      device,
      reason: 'covering',
      words: 'Nobody else was in the house.',
      at: minutesAgo(n),
      until: minutesAgo(n - 60),
      endedAt: null,
    }),
  )
}
const casesAt = ({ store }: Station) =>
  store.read.rows<RowOf<typeof privacyCases>>('SELECT * FROM privacyCases ORDER BY id')

describe.skipIf(skipWithout !== null)('repeated emergencies', () => {
  const postgres = usePostgres()

  test('few at each workstation, many together: one case, whichever asks how often, and at both', async () => {
    const cloud = await newCloud(postgres.url(await postgres.makeDatabase()), postgres.folder)
    const practice = await newTestPractice(cloud)
    const [one, other] = [await newStation(cloud, practice), await newStation(cloud, practice)]
    makeOwner(one)
    await settle(one, other)
    const many = manyEmergencies(['physician'])
    for (let n = 1; n < many; n += 1) emergency(n % 2 === 0 ? one : other, 10 * n)
    await settle(one, other)
    expect(await tellRepeated(cloud.pool, practice)).toBe(0)
    // each knew of too few when it happened
    emergency(other, 1)
    await settle(one, other)
    const told = await Promise.all([1, 2, 3].map(() => tellRepeated(cloud.pool, practice)))
    expect(told.reduce((sum, each) => sum + each, 0)).toBe(1)
    await settle(one, other)
    for (const station of [one, other])
      expect(casesAt(station)).toMatchObject([
        { kind: 'repeated-emergency', about: anActor.id, patientId: null, count: many, device: other.device },
      ])
    // more of the same is the same case
    emergency(one, 0)
    await settle(one, other)
    expect(await tellRepeated(cloud.pool, practice)).toBe(0)
  })

  test('what a workstation has told in the op of the last of them is not told again; nor where it was none', async () => {
    const cloud = await newCloud(postgres.url(await postgres.makeDatabase()), postgres.folder)
    const practice = await newTestPractice(cloud)
    const station = await newStation(cloud, practice)
    makeOwner(station)
    await settle(station)
    expect(await tellRepeated(cloud.pool, practice)).toBe(0)
    for (let n = 1; n <= manyEmergencies(['physician']); n += 1) emergency(station, n)
    command(station.store, (tx) =>
      tx.put(privacyCases, {
        ...(rowFor(privacyCases, 3) as RowOf<typeof privacyCases>),
        kind: 'repeated-emergency',
        about: anActor.id,
        patientId: null,
        at: minutesAgo(0),
      }),
    )
    command(station.store, (tx) =>
      tx.put(users, { ...(rowFor(users, 2) as RowOf<typeof users>), active: true }),
    )
    await settle(station)
    expect(casesAt(station)).toHaveLength(1)
    expect(await tellRepeated(cloud.pool, practice)).toBe(0)
    await settle(station)
    expect(casesAt(station)).toHaveLength(1)
  })
})
