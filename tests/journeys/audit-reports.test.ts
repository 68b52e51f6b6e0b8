/** The audit log read by an auditor: filtered and sorted by every field, one entry with what vouches for it, a patient’s report (A12, A14). */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { AuditEvent } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { copyText } from '../../shared/access/copy-text.ts'
import { logPrint } from '../../shared/access/log-print.ts'
import { clockStateAction } from '../../shared/audit/clock-state.ts'
import { actionWords } from '../../shared/auditing/action-words.ts'
import { entrySorts, everything, latestFirst, type EntryFilter } from '../../shared/auditing/entry-line.ts'
import { exportEntries } from '../../shared/auditing/export-entries.ts'
import { findSubjects } from '../../shared/auditing/find-subjects.ts'
import { getAccessReport } from '../../shared/auditing/get-access-report.ts'
import { getChoices } from '../../shared/auditing/get-choices.ts'
import { getEntry } from '../../shared/auditing/get-entry.ts'
import { listEntries } from '../../shared/auditing/list-entries.ts'
import { logReportPrint } from '../../shared/auditing/log-report-print.ts'
import { listReports, removeReport, saveReport } from '../../shared/auditing/saved-reports.ts'
import { getChart } from '../../shared/charting/get-chart.ts'
import { getMe } from '../../shared/access/get-me.ts'
import { getPatient } from '../../shared/patients/get-patient.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { faults, faultsOfPattern } from '../kit/audit-events.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { auditRows, doorOf, newPractice, tempFolder, withRights } from '../kit/practice.ts'

const { example } = registerPatient
const asked = (filter: Partial<EntryFilter> = {}, rest: object = {}) => ({
  ...latestFirst,
  filter: { ...everything, ...filter },
  upTo: null,
  offset: 0,
  limit: 200,
  ...rest,
})

/** Two patients, of whom one was read, copied and printed. */
async function aDay(given: Parameters<typeof newPractice>[0] = {}) {
  const desk = await newPractice(given)
  const { patientId } = await desk.call(registerPatient, example)
  const other = await desk.call(registerPatient, {
    ...example,
    demographics: { ...example.demographics, family: '=Aardvark', given: 'Zoe', birthDate: '1950-01-01' },
  })
  await desk.call(getPatient, { patientId })
  await desk.call(getChart, { patientId })
  await desk.call(getChart, { patientId })
  await desk.call(getPatient, { patientId: other.patientId })
  await desk.call(copyText, { text: 'x', patientId })
  await desk.call(logPrint, { what: 'patient-summary', patientId })
  return { desk, patientId, other: other.patientId }
}
const numbers = (lines: readonly { n: number }[]) => lines.map(({ n }) => n)

test('a list is of one moment: what is asked meanwhile shifts nothing, and each question is an entry', async () => {
  const { desk } = await aDay()
  const first = await desk.call(listEntries, asked({}, { limit: 3 }))
  expect(first.total).toBe(first.upTo)
  expect(numbers(first.lines)).toEqual([first.upTo, first.upTo - 1, first.upTo - 2])
  const second = await desk.call(listEntries, asked({}, { limit: 3, offset: 3, upTo: first.upTo }))
  expect(numbers(second.lines)).toEqual([3, 4, 5].map((back) => first.upTo - back))
  expect(second.total).toBe(first.total)
  const own = auditRows(desk).slice(-2)
  expect(own.map(({ action, outcome }) => [action, outcome])).toEqual([
    ['audit.list', 'done'],
    ['audit.list', 'done'],
  ])
  expect(JSON.parse(own[1]?.detail ?? '')).toMatchObject({
    sort: 'n descending',
    offset: 3,
    total: first.total,
  })
  const again = await desk.call(listEntries, asked())
  expect(again.total).toBe(first.total + 2)
})

test('every field filters as a walk over the log would, and together', async () => {
  const { desk, patientId } = await aDay()
  await reasonOf(desk.call(getPatient, { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a99' }))
  const rows = auditRows(desk)
  const expected = (keep: (row: (typeof rows)[number]) => boolean) =>
    rows
      .filter(keep)
      .map(({ seq }) => seq)
      .toReversed()
  const of = async (filter: Partial<EntryFilter>) =>
    numbers((await desk.call(listEntries, asked(filter, { upTo: rows.length }))).lines)
  const [actor] = rows.flatMap((row) => row.actor ?? [])
  const [session] = rows.flatMap((row) => row.session ?? [])
  const op = rows.findLast((row) => row.op !== null)?.op ?? ''
  expect(await of({ patientId })).toEqual(expected((row) => row.subject === patientId))
  expect(await of({ actor: actor ?? '' })).toEqual(expected((row) => row.actor === actor))
  expect(await of({ actor: '' })).toEqual(expected((row) => row.actor === null))
  expect(await of({ session: session ?? '' })).toEqual(expected((row) => row.session === session))
  expect(await of({ op })).toEqual(expected((row) => row.op === op))
  expect(await of({ action: 'chart.view' })).toHaveLength(2)
  expect(await of({ category: 'demographics' })).toEqual(expected((row) => row.category === 'demographics'))
  expect(await of({ outcome: 'refused' })).toEqual(expected((row) => row.outcome === 'refused'))
  expect(await of({ reason: 'patient.not-found' })).toHaveLength(1)
  expect(await of({ workstation: 'elsewhere' })).toEqual([])
  expect(await of({ disclosures: true })).toEqual(expected((row) => ['copy', 'print'].includes(row.action)))
  expect(await of({ disclosures: true, action: 'copy', patientId })).toHaveLength(1)
  expect(await of({ disclosures: true, action: 'chart.view' })).toEqual([])
  expect(await reasonOf(desk.call(listEntries, asked({ from: '2026-02-02', to: '2026-02-01' })))).toBe(
    'audit.period',
  )
})

test('days are those of the practice', async () => {
  const at = Date.parse('2026-11-24T03:00:00Z')
  const { desk } = await aDay({ clock: { now: () => at, mono: () => performance.now() } })
  const of = async (day: string) => (await desk.call(listEntries, asked({ from: day, to: day }))).total
  expect(await of('2026-11-23')).toBeGreaterThan(5)
  expect(await of('2026-11-24')).toBe(0)
})

test('every field sorts, up and down; people, patients and acts by what they are called', async () => {
  const { desk } = await aDay()
  const upTo = auditRows(desk).length
  const by = async (sort: (typeof entrySorts)[number], descending: boolean) =>
    (await desk.call(listEntries, asked({}, { sort, descending, upTo }))).lines
  const valueOf: Readonly<Record<(typeof entrySorts)[number], (line: Line) => string | number | null>> = {
    n: (line: Line) => line.n,
    at: (line: Line) => line.at,
    mono: (line: Line) => line.mono,
    boot: (line: Line) => line.boot,
    epoch: (line: Line) => line.epoch,
    workstation: (line: Line) => line.workstation,
    actor: (line: Line) => line.actor?.name.toLowerCase() ?? null,
    session: (line: Line) => line.session,
    action: (line: Line) => (actionWords[line.action]?.[0] ?? '').toLowerCase().replaceAll(/[^a-z ]/g, ''),
    category: (line: Line) => line.category,
    subject: (line: Line) => line.patient?.name.toLowerCase().replaceAll(/[^a-z ]/g, '') ?? null,
    outcome: (line: Line) => line.outcome,
    reason: (line: Line) => line.reason,
    op: (line: Line) => line.op,
    detail: (line: Line) => line.detail,
  }
  type Line = Awaited<ReturnType<typeof by>>[number]
  for (const sort of entrySorts) {
    const up = await by(sort, false)
    expect(up).toHaveLength(upTo)
    expect(numbers(await by(sort, true))).toEqual(numbers(up).toReversed())
    if (sort === 'category' || sort === 'outcome') continue
    const values = up.map(valueOf[sort]).filter((value) => value !== null)
    // nothing comes last
    const sorted = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    expect([sort, values]).toEqual([sort, sorted])
  }
})

test('an entry is shown whole, with its hash and what vouches for it; one that was changed is seen', async () => {
  const { desk, patientId } = await aDay()
  const row = auditRows(desk).find(({ action }) => action === 'chart.view')
  const entry = await desk.call(getEntry, { n: row?.seq ?? 0 })
  expect(entry).toMatchObject({
    epoch: 1,
    holds: true,
    witnessedAt: null,
    patient: { patientId, mrn: '100001' },
  })
  expect(entry.hash).toMatch(/^[0-9a-f]{64}$/)
  expect(auditRows(desk).at(-1)).toMatchObject({ action: 'audit.view', subject: patientId })
  const db = desk.vault.audit?.db
  db?.exec('DROP TRIGGER audit_is_append_only_u')
  db?.prepare("UPDATE audit SET action = 'patient.list' WHERE seq = ?").run(row?.seq)
  expect((await desk.call(getEntry, { n: row?.seq ?? 0 })).holds).toBe(false)
  expect(await reasonOf(desk.call(getEntry, { n: 9_999_999 }))).toBe('audit.no-entry')
})

test('an auditor without any right to charts knows which patient, and finds only whom the log is about', async () => {
  const { desk, patientId } = await aDay()
  const auditor = doorOf(desk, { session: () => withRights(desk.session, ['audit.read']) })
  const ask = async (contract: { name: string }, input: unknown) =>
    auditor(contract.name, JSON.stringify(input))
  expect(await ask(getPatient, { patientId })).toMatchObject({
    ok: false,
    error: { reason: 'permission.missing' },
  })
  expect(await ask(listEntries, asked({ patientId }, { limit: 1 }))).toMatchObject({
    ok: true,
    value: {
      lines: [{ patient: { patientId, name: expect.stringContaining(example.demographics.family) } }],
    },
  })
  expect(await ask(findSubjects, { text: example.demographics.family })).toMatchObject({
    ok: true,
    value: { patients: [{ patientId }] },
  })
  // a patient whom nobody has done anything about here is not found
  desk.vault.audit?.db.exec('DROP TRIGGER audit_is_append_only_d')
  desk.vault.audit?.db.prepare('DELETE FROM audit WHERE subject = ?').run(patientId)
  expect(await ask(findSubjects, { text: example.demographics.family })).toEqual({
    ok: true,
    value: { patients: [] },
  })
})

test('a patient’s report: who did what with which data, by day, and what left the workstation for whom', async () => {
  const { desk, patientId, other } = await aDay()
  await desk.call(logReportPrint, {
    what: 'access-report',
    patientId,
    lines: 3,
    handingOut: { recipient: 'patient', purpose: 'request' },
  })
  await reasonOf(desk.call(getPatient, { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a99' }))
  const report = await desk.call(getAccessReport, { patientId, from: null, to: null })
  expect(report).toMatchObject({
    more: false,
    patient: { patientId },
    covers: { scope: 'here', stations: [{ workstation: desk.session.workstation.device, isHere: true }] },
  })
  expect(report.covers.stations[0]?.since).toBe(
    desk.vault.audit?.db.prepare('SELECT at FROM audit WHERE seq = 1').pluck().get(),
  )
  const who = desk.session.actor.displayName
  expect(
    report.lines.map(({ did, category, times, handedOut }) => [did, category, times, handedOut]),
  ).toEqual([
    ['printed', 'configuration', 1, { recipient: 'patient', purpose: 'request' }],
    ['printed', 'chart', 1, { recipient: 'practice', purpose: 'operations' }],
    ['copied', 'chart', 1, { recipient: 'practice', purpose: 'operations' }],
    ['saw', 'chart', 2, null],
    ['saw', 'demographics', 1, null],
    ['changed', 'demographics', 1, null],
  ])
  expect(new Set(report.lines.map((line) => line.who))).toEqual(new Set([who]))
  expect(auditRows(desk).at(-1)).toMatchObject({ action: 'audit.access-report', subject: patientId })
  const theirs = await desk.call(getAccessReport, { patientId: other, from: null, to: null })
  expect(theirs.lines).toHaveLength(2)
  const before = await desk.call(getAccessReport, { patientId, from: '2000-01-01', to: '2000-12-31' })
  expect(before.lines).toEqual([])
  const unknown = { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a99', from: null, to: null }
  expect(await reasonOf(desk.call(getAccessReport, unknown))).toBe('audit.no-patient')
})

test('a report as a table: names, words, and nothing a spreadsheet would run; it asks again who it is', async () => {
  const folder = tempFolder()
  const { desk } = await aDay({ folder })
  desk.vault.audit?.append({
    action: clockStateAction,
    category: 'session',
    outcome: 'done',
    reason: 'synchronised',
    detail: { source: 'system', why: 'start', utcOffset: -300 },
  } as never)
  const wanted = { ...latestFirst, sort: 'subject' as const, descending: false }
  const handingOut = { recipient: 'practice', purpose: 'review' } as const
  const { written } = await desk.call(exportEntries, {
    ...wanted,
    handingOut,
    format: 'table',
    encrypted: false,
  })
  const text = readFileSync(join(folder, written?.fileName ?? ''), 'utf8')
  const lines = text.trim().split('\r\n')
  expect(lines).toHaveLength((written?.entries ?? 0) + 1)
  expect(lines[0]).toContain('Number,Date and time (UTC),Offset from UTC there,Person')
  // each with its date, its time and what the workstation's own is ahead of UTC: nothing had said so before the first
  for (const line of lines.slice(1))
    expect(line).toMatch(/^\d+,\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z,UTC-05:00,/)
  // their name begins like a formula
  expect(text).toContain(`"'=Aardvark, Zoe`)
  expect(text).not.toMatch(/(^|[,"])=Aardvark/m)
  expect(auditRows(desk).at(-1)).toMatchObject({ action: 'audit.export-report', outcome: 'done' })
  expect(JSON.parse(auditRows(desk).at(-1)?.detail ?? '')).toMatchObject({
    ...handingOut,
    entries: written?.entries,
  })
  desk.folder = null
  expect(
    await desk.call(exportEntries, { ...wanted, handingOut, format: 'table', encrypted: false }),
  ).toEqual({
    written: null,
  })
  expect(readdirSync(folder)).toHaveLength(1)
  desk.session.provenAt = Number.NEGATIVE_INFINITY
  for (const contract of [exportEntries, logReportPrint])
    expect(await desk.dispatch(contract.name, JSON.stringify(contract.example))).toMatchObject({
      error: { reason: 'session.confirm-first' },
    })
})

test('as FHIR AuditEvents: one a line, of those that were asked for, with names and by its pattern; it is recorded for whom', async () => {
  const folder = tempFolder()
  const { desk, patientId } = await aDay({ folder })
  const report = { ...latestFirst, filter: { ...everything, patientId } }
  const handingOut = { recipient: 'patient', purpose: 'request' } as const
  const { written } = await desk.call(exportEntries, {
    ...report,
    handingOut,
    format: 'fhir',
    encrypted: false,
  })
  const text = readFileSync(join(folder, written?.fileName ?? ''), 'utf8')
  const events = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as AuditEvent)
  expect([events.length, events.flatMap(faults)]).toEqual([written?.entries, []])
  expect(events.length).toBeGreaterThanOrEqual(5)
  for (const { entity } of events)
    expect(entity?.[0]?.what).toMatchObject({
      reference: `Patient/${patientId}`,
      display: expect.stringMatching(/./) as string,
    })
  const made = events.find(({ meta }) => meta?.profile?.[0]?.endsWith('PatientCreate'))
  expect(made && faultsOfPattern(made, 'Create', patientId)).toEqual([])
  const printed = events.find(({ meta }) => meta?.profile?.[0]?.endsWith('PrivacyDisclosure.Source'))
  expect(printed && faultsOfPattern(printed, 'PrivacyDisclosure.Source', patientId)).toEqual([])
  expect(auditRows(desk).at(-1)).toMatchObject({ action: 'audit.export-report', subject: patientId })
  expect(JSON.parse(auditRows(desk).at(-1)?.detail ?? '')).toMatchObject({
    ...handingOut,
    format: 'fhir',
    encrypted: false,
  })
})

test('filters are saved under a name, one’s own, and no part of how one’s screens look', async () => {
  const { desk } = await aDay()
  const report = { ...latestFirst, filter: { ...everything, outcome: 'refused' } }
  await desk.call(saveReport, { name: 'Refused', report: latestFirst })
  await desk.call(saveReport, { name: 'Refused', report })
  expect(await desk.call(listReports, {})).toEqual({ reports: [{ name: 'Refused', report }] })
  expect((await desk.call(getMe, {})).preferences).toEqual({})
  const colleague = {
    ...desk.session,
    actor: { ...desk.session.actor, id: '0190f3c4-6c1e-7e0a-9a53-00000000ac71' },
  }
  const theirs = doorOf(desk, { session: () => colleague })
  expect(await theirs(listReports.name, '{}')).toEqual({ ok: true, value: { reports: [] } })
  for (let n = 1; n < 50; n += 1) await desk.call(saveReport, { name: `Report ${n}`, report })
  expect(await reasonOf(desk.call(saveReport, { name: 'One more', report }))).toBe('audit.many-reports')
  await desk.call(removeReport, { name: 'Refused' })
  expect((await desk.call(listReports, {})).reports).toHaveLength(49)
})

test('what can be chosen is what is there', async () => {
  const { desk } = await aDay()
  const choices = await desk.call(getChoices, {})
  expect(choices.people).toEqual([{ userId: desk.session.actor.id, name: desk.session.actor.displayName }])
  expect(choices.actions).toEqual(expect.arrayContaining(['chart.view', 'print', 'practice.create']))
  expect(choices).toMatchObject({
    workstations: [desk.session.workstation.device],
    entries: auditRows(desk).length - 1,
  })
})
