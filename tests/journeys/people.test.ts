/** Who works here and what they may do: joiners, movers and leavers, exceptions, levels and reviews, by the door of a real store. */
import { expect, test } from 'vitest'
import { addDays } from '../../shared/kernel/time.ts'
import { archiveLevel, restoreLevel } from '../../shared/access/archive-level.ts'
import { changeAccess } from '../../shared/access/change-access.ts'
import { getPerson } from '../../shared/access/get-person.ts'
import { getMe } from '../../shared/access/get-me.ts'
import { invitePerson } from '../../shared/access/invite-person.ts'
import { listLevels } from '../../shared/access/list-levels.ts'
import { listPeople } from '../../shared/access/list-people.ts'
import { resetPerson } from '../../shared/access/reset-person.ts'
import { saveLevel } from '../../shared/access/save-level.ts'
import { endException, setException } from '../../shared/access/set-exception.ts'
import { setLastDay } from '../../shared/access/set-last-day.ts'
import { getSignInPolicy, setSignInPolicy } from '../../shared/access/sign-in-policy.ts'
import { listReviews, signOffReview } from '../../shared/access/sign-off-review.ts'
import { reinstatePerson, suspendPerson } from '../../shared/access/suspend-person.ts'
import { openByPersonCode } from '../../src-main/vault/person-keys.ts'
import { readRecoveryCode } from '../../src-main/vault/recovery-code.ts'
import type { Command, InputOf, OutputOf, Query } from '../../shared/kernel/contract.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { keptOps } from '../kit/outages.ts'
import { auditRows, doorOf, newPractice, withRights, type Practice } from '../kit/practice.ts'
import { permissions } from '../../shared/kernel/permissions.ts'

const bo = { displayName: 'Bo Lindqvist, RN', username: 'blindqvist', roles: ['nurse'], levels: [] } as const
const invited = (desk: Practice, more: Partial<InputOf<typeof invitePerson>> = {}) =>
  desk.call(invitePerson, { ...bo, roles: [...bo.roles], levels: [], ...more })
const person = (desk: Practice, userId: string) => desk.call(getPerson, { userId })

/** What somebody else, who may do everything, does at the same workstation. */
async function callAs<C extends Command | Query>(
  desk: Practice,
  userId: string,
  contract: C,
  input: InputOf<C>,
): Promise<OutputOf<C>> {
  const session = withRights(desk.session, permissions)
  const door = doorOf(desk, { session: () => ({ ...session, actor: { ...session.actor, id: userId } }) })
  const reply = await door(contract.name, JSON.stringify(input))
  if (!reply.ok) throw new AppError(reply.error.code, reply.error.reason)
  return reply.value as OutputOf<C>
}
/** The credential of whoever was invited, as after they came in: nobody can before the vault lets them. */
const hasComeIn = (desk: Practice, userId: string) =>
  desk.session.store.db
    .prepare(
      `UPDATE credentials SET keys = json_set(keys, '$.kdf', json('{"name":"argon2id","memory":1,"passes":1,"lanes":1,"salt":"AAAA"}')) WHERE id = ?`,
    )
    .run(userId)

test('somebody is invited: person and keys in one op, a code that opens them and is kept nowhere', async () => {
  const desk = await newPractice()
  const before = keptOps(desk).length
  const { userId, code, until } = await invited(desk)
  const [op, ...more] = keptOps(desk).slice(before)
  expect(more).toEqual([])
  const { body } = desk.session.store.db.prepare('SELECT body FROM outbox WHERE op = ?').get(op) as {
    body: Uint8Array
  }
  expect(body.length).toBeGreaterThan(0)
  const touched = desk.session.store.db
    .prepare('SELECT type, action FROM outbox_effect JOIN outbox USING (localSeq) WHERE op = ? ORDER BY type')
    .all(op)
  expect(touched).toEqual([
    { type: 'access-event', action: 'put' },
    { type: 'credential', action: 'put' },
    { type: 'user', action: 'put' },
  ])
  const row = desk.session.store.read.first((sql) =>
    sql.selectFrom('credentials').select('keys').where('id', '=', userId),
  )
  const owner = { tenant: desk.session.workstation.tenant, user: userId }
  const bytes = readRecoveryCode(code)
  expect(row && bytes && openByPersonCode(owner, row.keys, bytes)).toBeInstanceOf(Buffer)
  expect(row?.keys).toMatchObject({ kdf: null, byPassword: null, codeUntil: until })
  const written = JSON.stringify(auditRows(desk))
  expect([code, 'Lindqvist', 'blindqvist'].filter((secret) => written.includes(secret))).toEqual([])
  expect(auditRows(desk).slice(-2)).toMatchObject([
    { action: 'person.add', outcome: 'done', op },
    {
      action: 'person.invite',
      outcome: 'done',
      detail: JSON.stringify({ user: userId, roles: 'nurse', levels: '' }),
    },
  ])
  expect((await desk.call(listPeople, {})).people).toMatchObject([
    { displayName: 'Ana Rivera, MD', state: 'active' },
    { userId, displayName: bo.displayName, state: 'invited', hasCredential: true, hasSecondFactor: false },
  ])
  expect(await reasonOf(invited(desk, { username: 'BLindqvist ' }))).toBe('person.username-taken')
  expect(await reasonOf(invited(desk, { username: 'other', roles: [] }))).toBe('input.invalid')
})

test('what they may do changes with the version that was seen; suspended, back, and their last day', async () => {
  const desk = await newPractice()
  const { userId } = await invited(desk)
  hasComeIn(desk, userId)
  const seen = async () => (await person(desk, userId)).person.version
  await desk.call(changeAccess, { userId, version: await seen(), roles: ['biller'], levels: [] })
  const changed = await person(desk, userId)
  expect(changed.can).toContain('billing.write')
  expect(changed.rights.find(({ permission }) => permission === 'billing.write')?.sources).toEqual([
    { kind: 'role', role: 'biller' },
  ])
  const late = { userId, version: changed.person.version - 1, roles: ['nurse' as const], levels: [] }
  expect(await reasonOf(desk.call(changeAccess, late))).toBe('row.changed')

  await desk.call(suspendPerson, { userId, version: await seen(), reason: 'On leave until March.' })
  const suspended = await person(desk, userId)
  expect([suspended.person.state, suspended.can]).toEqual(['suspended', []])
  expect(suspended.rights.length).toBeGreaterThan(0)
  expect(suspended.events[0]).toMatchObject({
    what: 'suspend',
    reason: 'On leave until March.',
    by: 'Ana Rivera, MD',
  })
  const reset = { userId, checked: 'in-person' as const, reason: 'Lost.' }
  expect(await reasonOf(desk.call(resetPerson, reset))).toBe('person.not-here')
  await desk.call(reinstatePerson, { userId, version: await seen() })

  const { today } = await desk.call(getMe, {})
  await desk.call(setLastDay, { userId, version: await seen(), day: addDays(today, 3) })
  expect((await person(desk, userId)).person).toMatchObject({ state: 'ends', endsOn: addDays(today, 3) })
  await desk.call(setLastDay, { userId, version: await seen(), day: addDays(today, -1) })
  const gone = await person(desk, userId)
  expect([gone.person.state, gone.can]).toEqual(['ended', []])
  expect(await reasonOf(invited(desk))).toBe('person.username-taken')
  await desk.call(setLastDay, { userId, version: await seen(), day: null })
  expect((await person(desk, userId)).person.state).toBe('active')
})

test('an exception gives or takes one right up to its day, and what is taken wins', async () => {
  const desk = await newPractice()
  const { userId } = await invited(desk)
  const { today } = await desk.call(getMe, {})
  const set = async (more: Partial<InputOf<typeof setException>>) =>
    desk.call(setException, {
      userId,
      version: (await person(desk, userId)).person.version,
      permission: 'billing.read',
      allow: true,
      until: today,
      reason: 'Covers the biller.',
      ...more,
    })
  await set({})
  await set({ permission: 'chart.read', allow: false })
  const { can, rights, person: line } = await person(desk, userId)
  expect([can.includes('billing.read'), can.includes('chart.read'), line.exceptions]).toEqual([
    true,
    false,
    2,
  ])
  expect(rights.find(({ permission }) => permission === 'chart.read')?.takenUntil).toBe(today)
  // in place of the one before
  await set({ permission: 'chart.read', allow: true })
  expect((await person(desk, userId)).can).toContain('chart.read')
  expect(await reasonOf(set({ until: addDays(today, -1) }))).toBe('access.until-past')
  const end = async () =>
    desk.call(endException, {
      userId,
      version: (await person(desk, userId)).person.version,
      permission: 'billing.read',
    })
  await end()
  expect((await person(desk, userId)).can).not.toContain('billing.read')
  expect(await reasonOf(end())).toBe('access.no-exception')
  expect(JSON.stringify(auditRows(desk))).not.toContain('Covers the biller')
})

test('nobody decides about themselves, and somebody who gives access is always left', async () => {
  const desk = await newPractice()
  const me = desk.session.actor.id
  const own = { userId: me, version: 1 }
  const refused = [
    desk.call(changeAccess, { ...own, roles: ['physician'], levels: [] }),
    desk.call(suspendPerson, { ...own, reason: 'x' }),
    desk.call(reinstatePerson, own),
    desk.call(setLastDay, { ...own, day: '2099-12-31' }),
    desk.call(setException, { ...setException.example, ...own }),
    desk.call(endException, { ...own, permission: 'chart.read' }),
    desk.call(resetPerson, { userId: me, checked: 'photo-id', reason: 'x' }),
  ]
  expect(await Promise.all(refused.map(reasonOf))).toEqual(refused.map(() => 'access.not-yourself'))

  const { userId } = await invited(desk, { roles: ['administrator'] })
  const away = () => callAs(desk, userId, suspendPerson, { ...own, reason: 'Left in anger.' })
  // whoever was invited and has not come in does not count
  expect(await reasonOf(away())).toBe('access.nobody-left')
  hasComeIn(desk, userId)
  expect(await reasonOf(away())).toBe('ok')
  const last = async (change: () => Promise<unknown>) =>
    expect(await reasonOf(change())).toBe('access.nobody-left')
  // who is suspended can do nothing from that moment
  expect(await reasonOf(person(desk, userId))).toBe('permission.missing')
  const { version } = (await callAs(desk, userId, getPerson, { userId })).person
  const about = { userId, version }
  await last(() => callAs(desk, me, changeAccess, { ...about, roles: ['nurse'], levels: [] }))
  await last(() => callAs(desk, me, setLastDay, { ...about, day: '2099-12-31' }))
  await last(() =>
    callAs(desk, me, setException, {
      ...setException.example,
      ...about,
      permission: 'user.manage',
      allow: false,
    }),
  )
})

test('a level of the practice’s own: duties apart, names once, changed for all who have it, never for oneself', async () => {
  const desk = await newPractice()
  const level = { levelId: null, version: null, name: 'Weekend desk', basedOn: 'front-desk' as const }
  const { levelId } = await desk.call(saveLevel, { ...level, permissions: ['patient.find', 'schedule.read'] })
  expect(auditRows(desk).at(-1)?.detail).toBe(
    JSON.stringify({ level: levelId, permissions: 'patient.find schedule.read' }),
  )
  const { userId } = await invited(desk, { roles: [], levels: [levelId] })
  const save = async (more: Partial<InputOf<typeof saveLevel>>) => {
    const now = (await desk.call(listLevels, {})).levels.find((each) => each.levelId === levelId)
    return desk.call(saveLevel, {
      ...level,
      levelId,
      version: now?.version ?? 0,
      permissions: ['print'],
      ...more,
    })
  }
  await save({ permissions: ['patient.find', 'patient.register'] })
  const { can, rights } = await person(desk, userId)
  expect(can).toEqual(['patient.find', 'patient.register'])
  expect(rights[0]?.sources).toEqual([{ kind: 'level', name: 'Weekend desk' }])
  expect((await desk.call(listLevels, {})).levels).toMatchObject([{ levelId, holders: [{ userId }] }])

  const refusals: [Partial<InputOf<typeof saveLevel>>, string][] = [
    [{ permissions: ['user.manage', 'chart.read'] }, 'level.administers-and-reads'],
    [{ permissions: ['audit.read', 'chart.write'] }, 'level.audits-and-changes'],
    [{ name: 'FRONT desk' }, 'level.name-taken'],
    [{ permissions: [] }, 'input.invalid'],
    [{ version: 1 }, 'row.changed'],
  ]
  for (const [input, reason] of refusals) expect(await reasonOf(save(input))).toBe(reason)
  expect(
    await reasonOf(desk.call(saveLevel, { ...level, name: 'WEEKEND DESK', permissions: ['print'] })),
  ).toBe('level.name-taken')
  const raising = {
    ...level,
    levelId,
    version: 2,
    permissions: ['patient.find' as const, 'record.export' as const],
  }
  expect(await reasonOf(callAs(desk, userId, saveLevel, raising))).toBe('level.your-own')

  await desk.call(archiveLevel, { levelId, version: 2 })
  expect(await reasonOf(invited(desk, { username: 'late', levels: [levelId] }))).toBe('level.missing')
  expect((await person(desk, userId)).can).toContain('patient.find')
  await desk.call(restoreLevel, { levelId, version: 3 })
  expect(await reasonOf(invited(desk, { username: 'late', levels: [levelId] }))).toBe('ok')
})

test('a new code for whoever has lost theirs: other keys, no second factor, and the code before is void', async () => {
  const desk = await newPractice()
  const { userId, code } = await invited(desk)
  const given = await desk.call(resetPerson, { userId, checked: 'call-back', reason: 'The sheet is lost.' })
  const row = desk.session.store.read.first((sql) =>
    sql.selectFrom('credentials').select(['keys', 'secondFactor']).where('id', '=', userId),
  )
  const owner = { tenant: desk.session.workstation.tenant, user: userId }
  const opens = (text: string) => {
    const bytes = readRecoveryCode(text)
    return row !== undefined && bytes !== null && openByPersonCode(owner, row.keys, bytes) !== null
  }
  expect([opens(code), opens(given.code), row?.secondFactor]).toEqual([false, true, null])
  expect(auditRows(desk).at(-1)).toMatchObject({
    action: 'person.reset',
    detail: JSON.stringify({ user: userId, checked: 'call-back' }),
  })
  expect((await person(desk, userId)).events[0]).toMatchObject({
    checked: 'call-back',
    reason: 'The sheet is lost.',
  })
})

test('how people sign in is set for the practice, and by whoever saw what it was', async () => {
  const desk = await newPractice()
  const { version, ...policy } = await desk.call(getSignInPolicy, {})
  const passwords = { passwordLength: null, passwordDays: null, passwordWords: null }
  expect(policy).toEqual({
    secondFactor: 'nobody',
    leaseHours: null,
    idleMinutes: null,
    keyMonths: null,
    ...passwords,
  })
  const set = { secondFactor: 'everyone' as const, leaseHours: 48, idleMinutes: 3, passwordLength: 20 }
  await desk.call(setSignInPolicy, { ...policy, ...set, version })
  expect(await desk.call(getSignInPolicy, {})).toMatchObject({
    ...passwords,
    ...set,
  })
  expect(await reasonOf(desk.call(setSignInPolicy, { ...policy, version }))).toBe('row.changed')
})

test('a review has a line for everybody but whoever signs it, and keeps what they had', async () => {
  const desk = await newPractice()
  const me = desk.session.actor.id
  expect(await reasonOf(desk.call(signOffReview, { lines: [] }))).toBe('review.nobody-else')
  const { userId } = await invited(desk)
  const line = { userId, decision: 'keep' as const, note: '' }
  expect(await reasonOf(desk.call(signOffReview, { lines: [] }))).toBe('review.incomplete')
  expect(await reasonOf(desk.call(signOffReview, { lines: [line, { ...line, userId: me }] }))).toBe(
    'access.not-yourself',
  )
  const { reviewId } = await desk.call(signOffReview, { lines: [line] })
  expect(auditRows(desk).at(-1)?.detail).toBe(
    JSON.stringify({ review: reviewId, keep: 1, change: 0, end: 0 }),
  )
  await desk.call(changeAccess, { userId, version: 1, roles: ['biller'], levels: [] })
  expect((await desk.call(listReviews, {})).reviews).toMatchObject([
    {
      reviewId,
      by: { userId: me },
      lines: [{ displayName: bo.displayName, decision: 'keep', held: ['Nurse'] }],
    },
  ])
})
