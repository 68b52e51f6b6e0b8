/** The audit log for an auditor: a copy by period and patient, with what was proven of it, and itself recorded (A12, A14). */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exportAudit } from '../../shared/cloud/export-audit.ts'
import { getAuditStanding } from '../../shared/cloud/get-audit-standing.ts'
import { getConnection } from '../../shared/cloud/get-connection.ts'
import { listPeople } from '../../shared/access/list-people.ts'
import { credentials } from '../../shared/access/credential.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { settleAuditAlarm } from '../../shared/cloud/settle-audit-alarm.ts'
import { getPatient } from '../../shared/patients/get-patient.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { WitnessBook } from '../../src-main/audit/witness-book.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { colleagueAt } from '../kit/colleague.ts'
import { rowFor } from '../kit/rows.ts'
import { command } from '../kit/store.ts'
import { auditRows, doorOf, newPractice, tempFolder, withRights } from '../kit/practice.ts'
import { verify } from '../../tools/audit-verify/verify.ts'
import { openWithAge } from '../kit/exports.ts'

const handingOut = { recipient: 'lawyer', purpose: 'investigation' } as const
const all = {
  from: '2000-01-01',
  to: '2100-01-01',
  patientId: null,
  format: 'ndjson' as const,
  handingOut,
  encrypted: false,
}

test('the owner exports it; one patient’s part is theirs alone; the export is an entry, and the statement says what holds', async () => {
  const folder = tempFolder()
  const desk = await newPractice({ folder })
  const { patientId } = await desk.call(registerPatient, registerPatient.example)
  await desk.call(getPatient, { patientId })
  const { written } = await desk.call(exportAudit, all)
  expect(written).toMatchObject({ holds: true, firstBad: null })
  const lines = readFileSync(join(folder, written?.fileName ?? ''), 'utf8')
    .trim()
    .split('\n')
  expect(lines).toHaveLength(written?.entries ?? 0)
  expect(lines.map((line) => (JSON.parse(line) as { entry: { n: number } }).entry.n)).toEqual(
    lines.map((_line, index) => index + 1),
  )
  const statement = JSON.parse(
    readFileSync(join(folder, `${written?.fileName}.verified.json`), 'utf8'),
  ) as object
  expect(statement).toMatchObject({ chain: { holds: true }, entries: lines.length, openAlarms: [] })
  expect(auditRows(desk).at(-1)).toMatchObject({ action: 'audit.export', outcome: 'done', subject: null })
  expect(JSON.parse(auditRows(desk).at(-1)?.detail ?? '')).toMatchObject(handingOut)

  const theirs = await desk.call(exportAudit, { ...all, patientId, format: 'csv' })
  const table = readFileSync(join(folder, theirs.written?.fileName ?? ''), 'utf8')
    .trim()
    .split('\n')
  expect(table.length - 1).toBe(auditRows(desk).filter(({ subject }) => subject === patientId).length - 1)
  for (const row of table.slice(1)) expect(row).toContain(patientId)
  expect(await reasonOf(desk.call(exportAudit, { ...all, from: '2100-02-01' }))).toBe('audit.period')
  desk.folder = null
  expect(await desk.call(exportAudit, all)).toEqual({ written: null })
  expect(readdirSync(folder)).toHaveLength(4)
})

test('it is encrypted unless somebody may do otherwise; strangers prove what age gives back', async () => {
  const folder = tempFolder()
  const desk = await newPractice({ folder })
  await desk.call(registerPatient, registerPatient.example)
  const door = doorOf(desk, { session: () => withRights(desk.session, ['audit.read']) })
  expect(await door(exportAudit.name, JSON.stringify(all))).toMatchObject({
    error: { reason: 'export.must-encrypt' },
  })
  expect(readdirSync(folder)).toEqual([])
  const reply = await door(exportAudit.name, JSON.stringify({ ...all, encrypted: true }))
  const { written } = (reply as { value: OutputOf<typeof exportAudit> }).value
  const { fileName = '', passphrase = '' } = written ?? {}
  expect(readdirSync(folder).toSorted()).toEqual([fileName, fileName.replace(/\.age$/, '.verified.json.age')])
  const opened = tempFolder()
  for (const name of readdirSync(folder)) {
    expect(readFileSync(join(folder, name)).subarray(0, 22).toString()).toBe('age-encryption.org/v1\n')
    writeFileSync(
      join(opened, name.replace(/\.age$/, '')),
      await openWithAge(join(folder, name), passphrase ?? ''),
    )
  }
  const report = await verify({ where: join(opened, fileName.replace(/\.age$/, '')) })
  expect([report.faults, report.logs[0]?.last]).toEqual([[], written?.entries])
  expect(JSON.stringify([auditRows(desk), desk.told])).not.toContain(passphrase)
})

test('an alarm is counted for whoever may settle it, and settled once, by name', async () => {
  const desk = await newPractice()
  const file = desk.vault.audit
  if (!file) throw new Error('no log')
  new WitnessBook(file).raise('set-back', file.device, '2026-11-23T15:05:00.000Z', 7)
  const { alarms } = await desk.call(getAuditStanding, {})
  expect(alarms).toMatchObject([{ kind: 'set-back', isHere: true }])
  expect((await desk.call(getConnection, {})).auditAlarms).toBe(1)
  const settled = {
    alarmId: alarms[0]?.alarmId ?? '',
    reason: 'Restored from its backup on Monday.',
    alone: false,
  }
  await desk.call(settleAuditAlarm, settled)
  expect(auditRows(desk).at(-1)).toMatchObject({
    action: 'audit.settle-alarm',
    outcome: 'done',
    actor: desk.session.actor.id,
  })
  expect((await desk.call(getConnection, {})).auditAlarms).toBe(0)
  expect(await reasonOf(desk.call(settleAuditAlarm, settled))).toBe('audit.no-alarm')
})

test('nobody settles one about themselves, unless nobody else may: then it says so', async () => {
  const desk = await newPractice()
  const file = desk.vault.audit
  if (!file) throw new Error('no log')
  const raise = () => new WitnessBook(file).raise('set-back', file.device, new Date().toISOString(), 7)
  const standing = async () => (await desk.call(getAuditStanding, {})).alarms
  const reason = 'Restored from its backup on Monday.'
  await desk.call(listPeople, {})
  raise()
  const [first] = await standing()
  const settled = { alarmId: first?.alarmId ?? '', reason }
  expect(first?.you).toBe('alone')
  // they are asked to say so
  expect(await reasonOf(desk.call(settleAuditAlarm, { ...settled, alone: false }))).toBe(
    'audit.alone-changed',
  )
  await desk.call(settleAuditAlarm, { ...settled, alone: true })
  expect(auditRows(desk).at(-1)).toMatchObject({ action: 'audit.settle-alarm', outcome: 'done' })
  expect(JSON.parse(auditRows(desk).at(-1)?.detail ?? '')).toMatchObject({ about: 'themselves' })

  raise()
  const ines = colleagueAt(desk, 31, ['practice-manager'], 'Ines Prager')
  command(desk.session.store, (tx) => tx.put(credentials, keysOf(ines.id)))
  const [second] = await standing()
  expect(second?.you).toBe('concerned')
  const again = { alarmId: second?.alarmId ?? '', reason, alone: false }
  for (const alone of [false, true])
    expect(await reasonOf(desk.call(settleAuditAlarm, { ...again, alone }))).toBe('audit.about-you')
  expect(auditRows(desk).at(-1)).toMatchObject({ outcome: 'refused', reason: 'audit.about-you' })
  await ines.call(settleAuditAlarm, again)
  expect(await standing()).toEqual([])
})

/** As of somebody who has come in. */
function keysOf(id: string) {
  const row = rowFor(credentials, 2, { id }) as RowOf<typeof credentials>
  const kdf = { name: 'argon2id' as const, memory: 65_536, passes: 3, lanes: 1, salt: 'AAAA' }
  return { ...row, keys: { ...row.keys, kdf } }
}

test('its days are those of the practice: ten in the evening is still the same day', async () => {
  const folder = tempFolder()
  const at = Date.parse('2026-11-24T03:00:00Z')
  const desk = await newPractice({ folder, clock: { now: () => at, mono: () => performance.now() } })
  const of = async (day: string) =>
    (await desk.call(exportAudit, { ...all, from: day, to: day })).written?.entries
  const entries = auditRows(desk).length
  expect(entries).toBeGreaterThan(0)
  expect(await of('2026-11-23')).toBe(entries)
  expect(await of('2026-11-24')).toBe(0)
})
