/** The practice's log read by an auditor, where it is kept: filters, sorts, one entry, reports and what leaves, over all workstations (A12, A14). */
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { AuditEvent } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { amendmentActs } from '../../shared/amendments/amendment-act.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { entrySorts, everything, latestFirst, type EntryFilter } from '../../shared/auditing/entry-line.ts'
import { exportEntries } from '../../shared/auditing/export-entries.ts'
import { findSubjects } from '../../shared/auditing/find-subjects.ts'
import { getAccessReport } from '../../shared/auditing/get-access-report.ts'
import { getChoices } from '../../shared/auditing/get-choices.ts'
import { getEntry } from '../../shared/auditing/get-entry.ts'
import { listEntries } from '../../shared/auditing/list-entries.ts'
import { logReportPrint } from '../../shared/auditing/log-report-print.ts'
import { listReports, saveReport } from '../../shared/auditing/saved-reports.ts'
import { dropWholeLog, getWholeLog, keepWholeLog } from '../../shared/auditing/whole-log.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { openWorkstation, owner } from '../../tools/kit/workstation.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { auditRows, doorOf, newPractice, tempFolder, withRights, type Practice } from '../kit/practice.ts'
import { rowFor } from '../kit/rows.ts'
import { command } from '../kit/store.ts'
import { takeMade } from '../kit/whole-logs.ts'

const asked = (filter: Partial<EntryFilter> = {}, rest: object = {}) => ({
  ...latestFirst,
  scope: 'all' as const,
  filter: { ...everything, ...filter },
  upTo: null,
  offset: 0,
  limit: 200,
  ...rest,
})
const [front, back] = [randomUUID(), randomUUID()]

/** A practice whose log is kept here: two other workstations, at which one patient's chart was read, printed and handed out. */
async function aPractice(given: Parameters<typeof newPractice>[0] = {}) {
  const desk = await newPractice(given)
  const { patientId } = await desk.call(registerPatient, registerPatient.example)
  await desk.call(keepWholeLog, {})
  const actor = desk.session.actor.id
  const seen = { actor, subject: patientId, category: 'chart' }
  takeMade(wholeOf(desk), [
    [front, [{ action: 'app.start' }, { ...seen, action: 'chart.view' }, { ...seen, action: 'chart.view' }]],
    [back, [{ action: 'app.start' }, { ...seen, action: 'print', detail: {} }]],
    [
      front,
      [
        { ...seen, action: 'chart.view', outcome: 'refused', reason: 'permission.missing' },
        {
          ...seen,
          action: 'audit.print',
          category: 'configuration',
          detail: { recipient: 'lawyer', purpose: 'law' },
        },
      ],
    ],
  ])
  return { desk, patientId }
}
function wholeOf(desk: Practice) {
  const { file } = desk.vault.auditDesk.whole
  if (!file) throw new Error('it is not kept here')
  return file
}

test('it is kept here when somebody asks for it, survives a restart without a network, and is deleted when nobody wants it', async () => {
  const { desk } = await aPractice()
  const file = join(desk.profile, 'store', 'whole-log.db')
  expect(existsSync(file)).toBe(true)
  expect(await desk.call(getWholeLog, {})).toMatchObject({
    hasCloud: false,
    isReached: false,
    whole: { size: 7, of: 7, askedBy: desk.session.actor.displayName, refused: false, alarmed: false },
  })
  // asked for once more it stays as it is
  await desk.call(keepWholeLog, {})
  expect((await desk.call(listEntries, asked())).total).toBe(7)
  desk.close()
  // nothing of it is in the clear, and without the store there is no key for it
  expect(readFileSync(file).includes('chart.view')).toBe(false)
  const again = await openWorkstation({ profile: desk.profile, keys: desk.keys })
  try {
    await again.call(signIn, { username: owner.username, password: owner.password, code: '' })
    expect((await again.call(listEntries, asked())).total).toBe(7)
    await again.call(dropWholeLog, {})
    expect(readdirSync(join(desk.profile, 'store')).filter((name) => name.startsWith('whole-log'))).toEqual(
      [],
    )
    expect((await again.call(getWholeLog, {})).whole).toBeNull()
    expect(await reasonOf(again.call(listEntries, asked()))).toBe('audit.whole-off')
    const acts = auditRows(again).map(({ action, outcome, reason }) => [action, outcome, reason])
    expect(acts).toContainEqual(['audit.keep-whole', 'done', null])
    expect(acts).toContainEqual(['audit.drop-whole', 'done', null])
    expect(acts).toContainEqual(['audit.list', 'refused', 'audit.whole-off'])
  } finally {
    again.close()
  }
})

test('nobody without the right asks for it, reads it, or has it deleted', async () => {
  const { desk, patientId } = await aPractice()
  const nurse = doorOf(desk, { session: () => withRights(desk.session, ['patient.find', 'chart.read']) })
  for (const [contract, input] of [
    [keepWholeLog, {}],
    [dropWholeLog, {}],
    [getWholeLog, {}],
    [listEntries, asked()],
    [getAccessReport, { scope: 'all', patientId, from: null, to: null }],
  ] as const)
    expect(await nurse(contract.name, JSON.stringify(input))).toMatchObject({
      ok: false,
      error: { reason: 'permission.missing' },
    })
})

test('entries of all workstations filter and sort together; what is asked is recorded with its scope, and the log here stays apart', async () => {
  const { desk, patientId } = await aPractice()
  const of = async (filter: Partial<EntryFilter>) =>
    (await desk.call(listEntries, asked(filter))).lines.map(({ workstation, number }) => [
      workstation,
      number,
    ])
  expect(await of({})).toEqual([
    [front, 5],
    [front, 4],
    [back, 2],
    [back, 1],
    [front, 3],
    [front, 2],
    [front, 1],
  ])
  expect(await of({ workstation: back })).toHaveLength(2)
  expect(await of({ patientId, outcome: 'done', action: 'chart.view' })).toEqual([
    [front, 3],
    [front, 2],
  ])
  expect(await of({ disclosures: true })).toEqual([
    [front, 5],
    [back, 2],
  ])
  for (const sort of entrySorts) {
    const up = (await desk.call(listEntries, asked({}, { sort, descending: false }))).lines
    const down = (await desk.call(listEntries, asked({}, { sort, descending: true }))).lines
    expect([sort, down.map(({ n }) => n)]).toEqual([sort, up.map(({ n }) => n).toReversed()])
  }
  const list = await desk.call(listEntries, asked())
  expect(list.covers).toMatchObject({
    scope: 'all',
    missing: 0,
    stations: [front, back].toSorted().map((workstation) => ({ workstation, isHere: false })),
  })
  expect((await desk.call(listEntries, asked({}, { upTo: list.upTo, offset: 1 }))).covers).toBeNull()
  expect(JSON.parse(auditRows(desk).at(-1)?.detail ?? '')).toMatchObject({ scope: 'practice', total: 7 })
  const here = await desk.call(listEntries, { ...asked(), scope: 'here' })
  expect(new Set(here.lines.map(({ workstation }) => workstation))).toEqual(
    new Set([desk.session.workstation.device]),
  )
  expect(JSON.parse(auditRows(desk).at(-1)?.detail ?? '')).not.toHaveProperty('scope')
  const choices = await desk.call(getChoices, { scope: 'all' })
  expect(choices.workstations.toSorted()).toEqual([front, back].toSorted())
  expect(choices.entries).toBe(7)
  expect(
    await desk.call(findSubjects, { scope: 'all', text: registerPatient.example.demographics.family }),
  ).toMatchObject({
    patients: [{ patientId }],
  })
})

test('one entry is shown whole, with its place in the tree; one that was changed in the copy is seen', async () => {
  const { desk, patientId } = await aPractice()
  const entry = await desk.call(getEntry, { scope: 'all', n: 5 })
  expect(entry).toMatchObject({
    n: 5,
    number: 2,
    workstation: back,
    holds: true,
    patient: { patientId },
    tree: { size: 7, root: expect.stringMatching(/^[0-9a-f]{64}$/) },
  })
  expect(auditRows(desk).at(-1)).toMatchObject({ action: 'audit.view', subject: patientId })
  const { db } = wholeOf(desk)
  db.prepare('UPDATE audit SET actor = NULL WHERE seq = 5').run()
  expect((await desk.call(getEntry, { scope: 'all', n: 5 })).holds).toBe(false)
  db.prepare('DELETE FROM audit WHERE seq = 2').run()
  expect((await desk.call(getEntry, { scope: 'all', n: 3 })).holds).toBe(false)
  expect(await reasonOf(desk.call(getEntry, { scope: 'all', n: 99 }))).toBe('audit.no-entry')
})

test('a patient’s report is over all workstations, with what left, for whom and why, and says what it covers', async () => {
  const { desk, patientId } = await aPractice()
  const told = { patientId, kind: 'told', by: desk.session.actor.id, text: 'Harborview Hospital, by letter.' }
  const act = rowFor(amendmentActs, 1, told) as RowOf<typeof amendmentActs>
  command(desk.session.store, (tx) => tx.put(amendmentActs, act))
  const report = await desk.call(getAccessReport, { scope: 'all', patientId, from: null, to: null })
  expect(report.told).toMatchObject([
    { who: desk.session.actor.displayName, words: 'Harborview Hospital, by letter.' },
  ])
  expect(
    report.lines.map(({ did, category, times, handedOut }) => [did, category, times, handedOut]),
  ).toEqual([
    ['printed', 'configuration', 1, { recipient: 'lawyer', purpose: 'law' }],
    ['printed', 'chart', 1, null],
    ['saw', 'chart', 2, null],
  ])
  expect(
    report.covers.stations.map(({ workstation, entries, upTo }) => [workstation, entries, upTo]),
  ).toEqual(
    [
      [front, 5, '2026-11-23T15:05:00.000Z'],
      [back, 2, '2026-11-23T15:05:00.000Z'],
    ].toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)),
  )
  expect(auditRows(desk).at(-1)).toMatchObject({ action: 'audit.access-report', subject: patientId })
  const handingOut = { recipient: 'patient', purpose: 'request' } as const
  await desk.call(logReportPrint, { scope: 'all', what: 'access-report', patientId, lines: 3, handingOut })
  expect(JSON.parse(auditRows(desk).at(-1)?.detail ?? '')).toMatchObject({ scope: 'practice', ...handingOut })
})

test('exports are of all workstations, with what they cover beside them; a saved report keeps its scope', async () => {
  const folder = tempFolder()
  const { desk, patientId } = await aPractice({ folder })
  const session = withRights(desk.session, ['audit.read', 'export.clear'])
  const auditor = doorOf(desk, { session: () => session })
  const handingOut = { recipient: 'practice', purpose: 'review' } as const
  const write = async (format: 'table' | 'fhir') => {
    const input = { ...latestFirst, scope: 'all', handingOut, format, encrypted: false }
    const reply = await auditor(exportEntries.name, JSON.stringify(input))
    if (!reply.ok) throw new Error(reply.error.reason)
    return reply.value as { written: { fileName: string; coversName: string; entries: number } }
  }
  const { written: table } = await write('table')
  const lines = readFileSync(join(folder, table.fileName), 'utf8').trim().split('\r\n')
  expect([table.entries, lines.length]).toEqual([7, 8])
  expect(lines.filter((line) => line.includes(front))).toHaveLength(5)
  const covers = readFileSync(join(folder, table.coversName), 'utf8')
  for (const words of [front, back, '2026-11-23T15:05:00.000Z']) expect(covers).toContain(words)
  const { written: fhir } = await write('fhir')
  const events = readFileSync(join(folder, fhir.fileName), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as AuditEvent)
  const rows = wholeOf(desk)
    .db.prepare('SELECT n, workstation, lower(hex(h)) AS h FROM audit ORDER BY seq DESC')
    .all()
  expect(events.map(({ meta }) => meta?.source)).toEqual(
    (rows as { n: number; workstation: string; h: string }[]).map(
      ({ n, workstation, h }) => `urn:holdfast:audit:${workstation}:1:${n}:${h}`,
    ),
  )
  expect(JSON.parse(auditRows(desk).at(-1)?.detail ?? '')).toMatchObject({ scope: 'practice', entries: 7 })
  const report = { ...latestFirst, scope: 'all' as const, filter: { ...everything, patientId } }
  await desk.call(saveReport, { name: 'All of one', report })
  expect((await desk.call(listReports, {})).reports).toEqual([{ name: 'All of one', report }])
})
