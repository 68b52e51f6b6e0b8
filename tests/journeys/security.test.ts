/** The Security screen's answers, of a real store and a real log: what is set, what holds, and that a log that was changed is told. */
import { expect, test } from 'vitest'
import { changeAccess } from '../../shared/access/change-access.ts'
import { saveLevel } from '../../shared/access/save-level.ts'
import { setException } from '../../shared/access/set-exception.ts'
import { getSignInPolicy, setSignInPolicy } from '../../shared/access/sign-in-policy.ts'
import { getEntry } from '../../shared/auditing/get-entry.ts'
import { criteria } from '../../shared/security/criteria.ts'
import { getPosture } from '../../shared/security/get-posture.ts'
import { verifyLog } from '../../shared/security/verify-log.ts'
import { ownEntry } from '../../src-main/audit/audit-log.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { colleagueAt } from '../kit/colleague.ts'
import { auditRows, newPractice, type Practice } from '../kit/practice.ts'

const posture = (desk: Practice) => desk.call(getPosture, {})
const line = async (desk: Practice, id: string, verdict = true) =>
  criteria(await posture(desk), verdict ? await desk.call(verifyLog, {}) : null).find(
    (each) => each.id === id,
  )

test('what is set is shown beside what is usual, and facts are those of the open files', async () => {
  const desk = await newPractice()
  const { version, ...policy } = await desk.call(getSignInPolicy, {})
  await desk.call(setSignInPolicy, { ...policy, idleMinutes: 3, leaseHours: 48, version })
  const { policies, facts } = await posture(desk)
  const of = (key: string) => policies.find((each) => each.key === key)
  expect(of('idle-minutes')).toEqual({ key: 'idle-minutes', value: '3', usual: '5', range: '1 to 15' })
  expect(of('lease-hours')).toMatchObject({ value: '48', usual: '72' })
  // kits have no second factor, which is not the usual
  expect(of('second-factor')).toMatchObject({ value: 'nobody', usual: 'everyone' })
  expect(facts.store).toMatchObject({
    cipher: 'sqlcipher',
    isSealed: true,
    spillsNothing: true,
    isDurable: true,
  })
  expect(facts.kdf).toMatchObject({ memoryMiB: expect.any(Number), passes: expect.any(Number) })
  expect(facts).toMatchObject({
    connection: null,
    people: { active: 1, withFactor: 0, administrators: 1, withBoth: ['Ana Rivera, MD'] },
    lastReview: null,
  })
  expect(facts.audit.entries).toBe(auditRows(desk).length - 1)
  expect(auditRows(desk).at(-1)).toMatchObject({ action: 'security.view', outcome: 'done' })
})

test('a setting of the store that is not as it must be is told, and so is everybody without a second factor', async () => {
  const desk = await newPractice()
  expect((await line(desk, '164.312(a)(2)(iv)'))?.met).toBe('met')
  desk.session.store.db.pragma('temp_store = 1')
  expect(await line(desk, '164.312(a)(2)(iv)')).toMatchObject({
    met: 'look',
    says: expect.stringContaining('large sorts spill') as string,
  })
  expect((await line(desk, '164.312(d)'))?.met).toBe('look')
})

test('who gives access and reads charts is named: in a practice of one as it is, of two with what to do, and not once it is apart', async () => {
  const desk = await newPractice()
  const duties = () => line(desk, '164.308(a)(4)')
  const alone = await duties()
  expect(alone).toMatchObject({ met: 'met', says: expect.stringContaining('works alone') as string })
  const other = colleagueAt(desk, 31, ['administrator'], 'Ines Prager')
  const two = await duties()
  expect(two).toMatchObject({ met: 'look', says: expect.stringContaining('Ana Rivera, MD gives') as string })
  expect(two?.says).not.toContain('Prager')
  // nobody decides about their own, also not to give something up: the other takes it from them
  const own = { userId: desk.session.actor.id, version: 1, roles: ['physician' as const], levels: [] }
  expect(await reasonOf(desk.call(changeAccess, own))).toBe('access.not-yourself')
  await other.call(changeAccess, own)
  const { facts } = await other.call(getPosture, {})
  expect(facts.people).toMatchObject({ withBoth: [], administrators: 1 })
})

test('one person does not come by both by two acts: not by another’s row, a level, an exception, nor by somebody they invite', async () => {
  const desk = await newPractice()
  const admin = colleagueAt(desk, 31, ['administrator'], 'Ines Prager')
  const own = { userId: admin.id, version: 1 }
  const level = { levelId: null, version: null, name: 'Night desk', basedOn: 'nurse' as const }
  const { levelId } = await admin.call(saveLevel, { ...level, permissions: ['chart.read', 'patient.find'] })
  const acts = [
    admin.call(changeAccess, { ...own, roles: ['administrator', 'physician'], levels: [] }),
    admin.call(changeAccess, { ...own, roles: ['administrator'], levels: [levelId] }),
    admin.call(setException, { ...setException.example, ...own, permission: 'chart.read', allow: true }),
  ]
  expect(await Promise.all(acts.map(reasonOf))).toEqual(acts.map(() => 'access.not-yourself'))
  expect(
    await reasonOf(
      admin.call(saveLevel, { ...level, name: 'All', permissions: ['chart.read', 'user.manage'] }),
    ),
  ).toBe('level.administers-and-reads')
  // given by somebody else it is seen
  await desk.call(changeAccess, { ...own, roles: ['administrator', 'physician'], levels: [] })
  expect((await posture(desk)).facts.people.withBoth).toEqual(['Ana Rivera, MD', 'Ines Prager'])
})

test('the log is proven on the spot, and an entry that was changed is named', async () => {
  const desk = await newPractice()
  expect((await line(desk, '164.312(b)', false))?.met).toBe('look')
  expect((await line(desk, '164.312(b)'))?.met).toBe('met')
  const { db } = desk.vault.audit ?? {}
  for (const name of db?.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all() ?? [])
    db?.exec(`DROP TRIGGER ${String(name)}`)
  db?.prepare("UPDATE audit SET reason = 'x' WHERE seq = 2").run()
  expect(await desk.call(verifyLog, {})).toMatchObject({ holds: false, firstBad: 2 })
  expect(await line(desk, '164.312(b)')).toMatchObject({ met: 'look' })
  expect(auditRows(desk).at(-1)).toMatchObject({ action: 'audit.verify', outcome: 'done' })
})

test('the clock is said as the log has it: not yet, wrong, or kept; and beside each entry it dates', async () => {
  const desk = await newPractice()
  const clock = () => line(desk, '170.210(g)')
  expect(await clock()).toMatchObject({ met: 'look', says: expect.stringContaining('Nothing') as string })
  const says = (reason: string, detail: Readonly<Record<string, string | number>>) =>
    desk.vault.audit?.append(ownEntry('clock.state', reason, { why: 'start', ...detail }))
  says('unknown', { source: 'unknown' })
  expect((await clock())?.met).toBe('look')
  says('synchronised', { source: 'chrony', offsetMs: 95_000, withinMs: 40 })
  expect(await clock()).toMatchObject({ met: 'look', says: expect.stringContaining('95 s ahead') as string })
  says('unknown', { source: 'unknown', offsetMs: -20, withinMs: 40 })
  expect(await clock()).toMatchObject({
    met: 'met',
    says: expect.stringContaining('does not say') as string,
  })
  expect((await posture(desk)).facts.clock).toMatchObject({
    state: 'unknown',
    measured: { offsetMs: -20, withinMs: 40 },
    changes: 0,
  })
  const n = auditRows(desk).length
  const { clock: of } = await desk.call(getEntry, { n })
  expect(of).toMatchObject({
    said: { state: 'unknown' },
    measured: { offsetMs: -20 },
    corrected: expect.any(String) as string,
  })
})
