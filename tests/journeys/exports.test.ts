/** Records of many patients leave the practice: two people, a limit, once, and an entry under each patient. */
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { getAccessReport } from '../../shared/auditing/get-access-report.ts'
import {
  approveExport,
  askForExport,
  getExportCount,
  refuseExport,
  withdrawExport,
} from '../../shared/exports/ask-for-export.ts'
import { listExports } from '../../shared/exports/list-exports.ts'
import { cancelExport, startExport } from '../../shared/exports/start-export.ts'
import { getExportPolicy, setExportPolicy } from '../../shared/exports/set-export-policy.ts'
import { restrictChart } from '../../shared/privacy/restrict-chart.ts'
import { getPosture } from '../../shared/security/get-posture.ts'
import { unfinishedName } from '../../src-main/store/whole-file.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { openWithAge, unpack } from '../kit/exports.ts'
import { cannotMount, smallDisk } from '../kit/mounts.ts'
import { auditRows, tempFolder } from '../kit/practice.ts'
import { colleague, practiceOfTwo } from '../kit/scoped.ts'

const handingOut = { recipient: 'system', purpose: 'move' } as const
const asked = { locationId: null, handingOut, reason: 'We change to another system.' }
const reason = 'Looked at the contract.'

/** Four patients and `more`, of whom one person exports two alone. */
async function aPractice(more = 0) {
  const made = await practiceOfTwo()
  const { desk, register, clock } = made
  for (let n = 0; n < more; n += 1) await register(`Numbered${n}`, [])
  const [asks, approves, physician] = [
    colleague(desk, 41, ['physician', 'administrator']),
    colleague(desk, 42, ['administrator']),
    colleague(desk, 43, ['physician']),
  ]
  const limit = async (exportAlone: number | null, exportMost: number | null) => {
    const { version } = await desk.call(getExportPolicy, {})
    await desk.call(setExportPolicy, { version, policy: { exportAlone, exportMost } })
  }
  await limit(2, 20)
  const stateOf = async (requestId: string) =>
    (await approves.call(listExports, {})).exports.find((each) => each.requestId === requestId)?.state
  const folder = tempFolder(true)
  desk.folder = folder
  const ended = async (requestId: string, state: string) => {
    await expect.poll(() => stateOf(requestId), { timeout: 60_000 }).toBe(state)
  }
  return { ...made, desk, clock, asks, approves, physician, limit, stateOf, folder, ended }
}

test('one asks, another approves, and who asked writes it once: encrypted, named by its id in every file, with an entry under each patient', async () => {
  const { desk, asks, approves, physician, patient, folder, ended } = await aPractice()
  expect(await reasonOf(physician.call(askForExport, asked))).toBe('permission.missing')
  // whoever reads no chart takes none out, and may say whether somebody does
  expect(await reasonOf(approves.call(askForExport, asked))).toBe('permission.missing')
  expect(await asks.call(getExportCount, { locationId: null })).toEqual({
    patients: 4,
    closed: 0,
    alone: 2,
    most: 20,
  })
  const { requestId, patients, needsTwo } = await asks.call(askForExport, asked)
  expect([patients, needsTwo]).toEqual([4, true])
  expect(await reasonOf(asks.call(startExport, { requestId }))).toBe('export.not-approved')
  expect(await reasonOf(asks.call(approveExport, { requestId, reason }))).toBe('export.same-person')
  expect(await reasonOf(physician.call(approveExport, { requestId, reason }))).toBe('permission.missing')
  expect((await approves.call(listExports, {})).exports).toMatchObject([
    {
      state: 'waiting',
      patients: 4,
      isYours: false,
      by: 'Colleague 41',
      ...handingOut,
      reason: asked.reason,
    },
  ])
  expect(await approves.call(approveExport, { requestId, reason })).toEqual({ patients: 4 })
  expect(await reasonOf(approves.call(startExport, { requestId }))).toBe('permission.missing')
  expect(await reasonOf(desk.call(startExport, { requestId }))).toBe('export.not-yours')

  const { begun } = await asks.call(startExport, { requestId })
  await ended(requestId, 'written')
  expect(readdirSync(folder)).toEqual([begun?.fileName])
  const { manifest, lines, files } = unpack(
    await openWithAge(join(folder, begun?.fileName ?? ''), begun?.passphrase ?? ''),
  )
  expect(lines('Patient')).toHaveLength(4)
  expect(manifest).toMatchObject({
    patients: 4,
    ...handingOut,
    exportId: begun?.exportId,
    request: { requestId, reason: asked.reason, approvedBy: 'Colleague 42' },
  })
  for (const name of files.keys()) expect(name.split('/').at(-1)).toContain(begun?.exportId)
  expect(await reasonOf(asks.call(startExport, { requestId }))).toBe('export.begun-already')
  expect(await reasonOf(approves.call(refuseExport, { requestId, reason }))).toBe('export.over')

  const left = auditRows(desk).filter(({ action }) => action === 'record.export')
  expect(left.map(({ subject }) => subject ?? '').toSorted()).toEqual(Object.values(patient).toSorted())
  for (const patientId of Object.values(patient)) {
    const { lines: told } = await desk.call(getAccessReport, { patientId, from: null, to: null })
    expect(told.filter(({ did }) => did === 'exported')).toMatchObject([
      { who: 'Colleague 41', times: 1, handedOut: handingOut, category: 'chart' },
    ])
  }
  const said = auditRows(desk).map(({ action, outcome }) => `${action} ${outcome}`)
  expect(said).toEqual(
    expect.arrayContaining([
      'export.ask done',
      'export.approve refused',
      'export.approve done',
      'export.end done',
    ]),
  )
  expect(JSON.stringify([auditRows(desk), desk.told])).not.toContain(begun?.passphrase)
})

test('of no more than the practice lets one person take alone nobody approves; one more than the cap is refused', async () => {
  const { desk, asks, approves, limit, ended, north, register, stateOf, clock } = await aPractice()
  // two of the four belong there
  await register('Northerly', [north])
  const { requestId, needsTwo, patients } = await asks.call(askForExport, { ...asked, locationId: north })
  expect([patients, needsTwo]).toEqual([2, false])
  expect(await reasonOf(approves.call(approveExport, { requestId, reason }))).toBe('export.alone-enough')
  await asks.call(startExport, { requestId })
  await ended(requestId, 'written')

  await limit(2, 5)
  const { requestId: atCap } = await asks.call(askForExport, asked)
  clock.advance(1000)
  await register('Onemore', [])
  expect(await reasonOf(asks.call(askForExport, asked))).toBe('export.too-many')
  // what was asked before is of those who were there then
  await approves.call(approveExport, { requestId: atCap, reason })
  await asks.call(startExport, { requestId: atCap })
  await ended(atCap, 'written')
  // the policy became stricter between the approval and the writing
  await limit(2, 20)
  const { requestId: late } = await asks.call(askForExport, asked)
  await approves.call(approveExport, { requestId: late, reason })
  await limit(2, 5)
  expect(await reasonOf(asks.call(startExport, { requestId: late }))).toBe('export.too-many')
  expect(await stateOf(late)).toBe('ready')
  expect(await reasonOf(limit(101, null))).toBe('input.invalid')
  expect(await reasonOf(limit(null, 100_001))).toBe('input.invalid')
  const { policies } = await desk.call(getPosture, {})
  expect(
    policies.filter(({ key }) => key.startsWith('export-')).map(({ value, usual }) => [value, usual]),
  ).toEqual([
    ['2', '10'],
    ['5', '10000'],
  ])
})

test('an approval ends after a day and a request after a week; it is refused, withdrawn, and then over', async () => {
  const { asks, approves, clock, stateOf } = await aPractice()
  const ask = async () => (await asks.call(askForExport, asked)).requestId
  const late = await ask()
  await approves.call(approveExport, { requestId: late, reason })
  clock.advance(24 * 3_600_000 - 1000)
  expect(await stateOf(late)).toBe('ready')
  clock.advance(1000)
  expect(await stateOf(late)).toBe('over')
  expect(await reasonOf(asks.call(startExport, { requestId: late }))).toBe('export.over')
  const [refused, withdrawn, forgotten] = [await ask(), await ask(), await ask()]
  await approves.call(refuseExport, { requestId: refused, reason: 'No contract.' })
  expect(await reasonOf(asks.call(startExport, { requestId: refused }))).toBe('export.over')
  expect(await reasonOf(approves.call(withdrawExport, { requestId: withdrawn, reason }))).toBe(
    'export.not-yours',
  )
  await asks.call(withdrawExport, { requestId: withdrawn, reason: 'Not needed.' })
  expect(await reasonOf(approves.call(approveExport, { requestId: withdrawn, reason }))).toBe('export.over')
  clock.advance(7 * 24 * 3_600_000)
  expect(await reasonOf(approves.call(approveExport, { requestId: forgotten, reason }))).toBe('export.over')
  expect([await stateOf(refused), await stateOf(withdrawn), await stateOf(forgotten)]).toEqual([
    'refused',
    'withdrawn',
    'over',
  ])
})

test('a chart that is closed to who asks is counted and not in it', async () => {
  const { desk, asks, approves, patient, folder, ended, reach, north } = await aPractice()
  await desk.call(restrictChart, {
    patientId: patient.none,
    version: null,
    kinds: ['vip'],
    note: '',
    people: [],
  })
  expect(await asks.call(getExportCount, { locationId: null })).toMatchObject({ patients: 3, closed: 1 })
  await reach(asks, [north])
  // those of another location are closed as well
  const { requestId, patients } = await asks.call(askForExport, asked)
  expect(patients).toBe(1)
  const { begun } = await asks.call(startExport, { requestId })
  await ended(requestId, 'written')
  const { manifest, lines } = unpack(
    await openWithAge(join(folder, begun?.fileName ?? ''), begun?.passphrase ?? ''),
  )
  expect(lines('Patient')).toHaveLength(1)
  expect(manifest.notIncluded).toMatchObject({
    charts: 3,
    note: expect.stringContaining('3 charts are not in it') as string,
  })
  expect((await approves.call(listExports, {})).running).toBe(null)
})

test('stopped in the middle nothing of it is left, and the approval is used', async () => {
  const { asks, approves, folder, ended } = await aPractice(12)
  const { requestId } = await asks.call(askForExport, asked)
  await approves.call(approveExport, { requestId, reason })
  const { begun } = await asks.call(startExport, { requestId })
  expect((await asks.call(listExports, {})).running).toMatchObject({ requestId, of: 16 })
  await asks.call(cancelExport, { requestId })
  await ended(requestId, 'cancelled')
  expect(readdirSync(folder)).toEqual([])
  expect(begun?.fileName).toBeTruthy()
  expect(await reasonOf(asks.call(startExport, { requestId }))).toBe('export.begun-already')
  expect(await reasonOf(asks.call(cancelExport, { requestId }))).toBe('export.not-running')
})

test.skipIf(cannotMount !== null)('a full disk leaves nothing of it, and says so', async () => {
  const { desk, asks, approves, ended } = await aPractice(12)
  const { folder } = smallDisk(64)
  writeFileSync(join(folder, 'other'), Buffer.alloc(64 * 1024))
  desk.folder = folder
  const { requestId } = await asks.call(askForExport, asked)
  await approves.call(approveExport, { requestId, reason })
  await asks.call(startExport, { requestId })
  await ended(requestId, 'failed')
  expect(readdirSync(folder)).toEqual(['other'])
  expect(auditRows(desk).findLast(({ action }) => action === 'export.end')?.detail).toContain(
    'store.disk-full',
  )
})

test('what is not whole is called unfinished', () => {
  expect(unfinishedName('holdfast-records-1.tar.gz.age')).toBe('holdfast-records-1.tar.gz.age.unfinished')
})
