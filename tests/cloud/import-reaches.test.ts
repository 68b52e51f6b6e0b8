/**
 * A real import on one workstation reaches another whole: every row, and every original byte for byte. Which folder of
 * the shared data: `HOLDFAST_REACHES`, fhir-patients/synthea-2020-iris unless it is said.
 */
import canonicalize from 'canonicalize'
import { createHash } from 'node:crypto'
import { describe, expect, onTestFinished, test } from 'vitest'
import { joinPractice } from '../../shared/access/join-practice.ts'
import { connectCloud } from '../../shared/cloud/connect-cloud.ts'
import { makeEnrolmentCode } from '../../shared/cloud/make-enrolment-code.ts'
import { records } from '../../shared/catalog.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import { upToDate } from '../../tools/kit/up-to-date.ts'
import { KeysInMemory, openWorkstation, owner, type Workstation } from '../../tools/kit/workstation.ts'
import { addressOf, practiceCode } from '../kit/cloud-apps.ts'
import { cloudFolder, newCloud, skipWithout, usePostgres } from '../kit/cloud.ts'
import { importNow, sums } from '../kit/imports.ts'
import { newPractice, tempFolder } from '../kit/practice.ts'
import { sharedData } from '../kit/shared-data.ts'

const folder = sharedData(
  process.env['HOLDFAST_REACHES'] ?? 'fhir-patients/synthea-2020-iris',
  'an import that reaches another workstation',
)

/** How many rows of each table, and a hash of them all with their versions; texts as they were before they were packed. */
function contents(desk: Workstation): Record<string, string> {
  const { read, writers } = desk.session.store
  return Object.fromEntries(
    (Object.values(records) as unknown as RecordType[]).map((record) => {
      const ids = read.rows<{ id: string }>(`SELECT id FROM ${record.table} ORDER BY id`)
      const hash = createHash('sha256')
      for (const { id } of ids) hash.update(canonicalize(writers.of(record).read(id)) ?? '')
      return [record.table, `${ids.length} ${hash.digest('hex').slice(0, 16)}`]
    }),
  )
}

describe.skipIf(skipWithout !== null || folder === null)('an import', () => {
  const postgres = usePostgres()

  test('on one workstation reaches another whole', { timeout: 1_800_000 }, async () => {
    const cloud = await newCloud(postgres.url(await postgres.makeDatabase()), cloudFolder())
    const first = await newPractice({ keepTold: false })
    await first.call(connectCloud, { address: addressOf(cloud), code: await practiceCode(cloud) })
    const began = performance.now()
    const imported = await importNow(first, folder ?? '')
    const { read, refused } = sums(imported)
    expect(refused).toBe(0)
    const done = performance.now()
    await upToDate(first, 900_000)
    const sent = performance.now()
    const { address, code } = await first.call(makeEnrolmentCode, {})
    const second = await openWorkstation({
      profile: tempFolder(),
      keys: new KeysInMemory(),
      keepTold: false,
    })
    onTestFinished(() => second.close())
    await second.call(joinPractice, { address, code, password: owner.password })
    await upToDate(second, 900_000)
    const there = performance.now()
    const [here, other] = [contents(first), contents(second)]
    expect(other).toEqual(here)
    // and there the same folder is known already
    const again = sums(await importNow(second, folder ?? ''))
    expect([again.created, again.changed, again.refused]).toEqual([0, 0, 0])
    expect(Number(here['originals']?.split(' ')[0])).toBeGreaterThan(read * 0.99)
    const seconds = (from: number, to: number) => `${((to - from) / 1000).toFixed(1)} s`
    console.log(
      `${read} resources: imported in ${seconds(began, done)}, all sent ${seconds(done, sent)} later, on the other workstation in ${seconds(sent, there)}`,
      here,
    )
    expect([first.faults, second.faults]).toEqual([[], []])
  })
})
