/** Somebody sets up a second factor, sets it up again, gets other spare codes; an administrator unlocks a colleague. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { beginSecondFactor } from '../../shared/access/begin-second-factor.ts'
import { confirmMyself } from '../../shared/access/confirm-myself.ts'
import { finishSecondFactor } from '../../shared/access/finish-second-factor.ts'
import { getMe } from '../../shared/access/get-me.ts'
import { keepSecondFactor } from '../../shared/access/keep-second-factor.ts'
import { listLockedOut } from '../../shared/access/list-locked-out.ts'
import { renewSpareCodes } from '../../shared/access/renew-spare-codes.ts'
import { unlockPerson } from '../../shared/access/unlock-person.ts'
import { users } from '../../shared/access/user.ts'
import { readMark } from '../../src-main/audit/tries-mark.ts'
import { openOwn } from '../../src-main/vault/change-slot.ts'
import { credentialOf } from '../../src-main/store/people.sql.ts'
import { checkCode, openFactor } from '../../src-main/vault/second-factor.ts'
import { lightKdf, owner } from '../../tools/kit/workstation.ts'
import { TestClock } from '../kit/clock.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { auditRows, newPractice } from '../kit/practice.ts'
import { rowFor } from '../kit/rows.ts'
import { appShows, setUp } from '../kit/second-factor.ts'
import { contextAt } from '../kit/store.ts'
import { tryOf } from '../kit/tries.ts'

const { password } = owner
const step = 30_000

async function somebody() {
  const clock = new TestClock()
  const desk = await newPractice({ clock })
  const row = () => credentialOf(desk.session.store.read, desk.session.actor.id)
  return { clock, desk, row }
}

describe('setting it up', () => {
  test('asks for the password and the first code, and gives ten codes on paper', async () => {
    const { clock, desk, row } = await somebody()
    expect(await desk.call(getMe, {})).toMatchObject({ mustFirst: null, secondFactor: null, unlocked: null })
    const begin = (given: string) => reasonOf(desk.call(beginSecondFactor, { password: given }))
    expect(await begin('not my password at all')).toBe('password.wrong')
    expect(await reasonOf(desk.call(finishSecondFactor, { code: '000000' }))).toBe('second-factor.not-begun')
    const sheet = await desk.call(beginSecondFactor, { password })
    expect(sheet.secret).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/)
    expect(sheet.uri).toContain(`secret=${sheet.secret.replaceAll(' ', '')}`)
    expect(new URL(sheet.uri).pathname).toContain(owner.username)
    expect(sheet.rows.length).toBeGreaterThan(30)
    expect(row()?.secondFactor).toBeNull()
    const wrong = appShows(sheet.secret, clock.wall - 10 * step)
    expect(await reasonOf(desk.call(finishSecondFactor, { code: wrong }))).toBe('second-factor.wrong-code')
    const code = appShows(sheet.secret, clock.wall)
    const { codes } = await desk.call(finishSecondFactor, { code })
    expect(new Set(codes).size).toBe(10)
    expect(row()?.secondFactor?.since).toBe(new Date(clock.wall).toISOString())
    expect((await desk.call(getMe, {})).secondFactor).toBe(row()?.secondFactor?.since)
    // what was begun is finished once, and the code that finished it is void
    expect(await reasonOf(desk.call(finishSecondFactor, { code }))).toBe('second-factor.not-begun')
    expect(desk.vault.lockout.spent(desk.session.actor.id).lastStep).toBe(Math.floor(clock.wall / step))
    expect(
      auditRows(desk)
        .filter(({ action }) => action.startsWith('second-factor'))
        .map(({ action, outcome, op }) => [action.slice(14), outcome, op !== null]),
    ).toEqual([
      ['begin', 'refused', false],
      ['finish', 'refused', false],
      ['begin', 'done', false],
      ['finish', 'refused', false],
      ['keep', 'done', true],
      ['finish', 'done', false],
      ['finish', 'refused', false],
    ])
    // neither seed nor code stands in the log, the outbox, or anywhere it was said
    const said = JSON.stringify([auditRows(desk), desk.told, row()])
    for (const secret of [sheet.secret.replaceAll(' ', ''), ...codes]) expect(said).not.toContain(secret)
  })

  test('its first code is void in the keychain, too', async () => {
    const { clock, desk } = await somebody()
    await setUp(desk, clock.wall)
    expect(readMark(desk.keys.marks.get(desk.profile) ?? '')?.step).toBe(Math.floor(clock.wall / step))
  })

  test('goes with whoever began it: ended, it is forgotten', async () => {
    const { clock, desk } = await somebody()
    const { secret } = await desk.call(beginSecondFactor, { password })
    desk.vault.secondFactor.forget()
    expect(await reasonOf(desk.call(finishSecondFactor, { code: appShows(secret, clock.wall) }))).toBe(
      'second-factor.not-begun',
    )
  })

  test('is refused to whoever has no key pair in the practice yet', async () => {
    const desk = await newPractice()
    desk.session.store.db.exec('DELETE FROM credentials')
    expect(await reasonOf(desk.call(beginSecondFactor, { password }))).toBe('second-factor.no-credential')
  })

  test('again asks for a code of the one there is: a password that was seen does not replace it', async () => {
    const { clock, desk } = await somebody()
    const first = await setUp(desk, clock.wall)
    expect(await reasonOf(desk.call(beginSecondFactor, { password }))).toBe('second-factor.wrong-code')
    const used = appShows(first.secret, clock.wall)
    expect(await reasonOf(desk.call(beginSecondFactor, { password, code: used }))).toBe(
      'second-factor.wrong-code',
    )
    clock.advance(step)
    const second = await setUp(desk, clock.wall, appShows(first.secret, clock.wall))
    expect(second.secret).not.toBe(first.secret)
    clock.advance(20 * 60_000)
    // the telephone is lost: a spare code is one, once
    const [spare = ''] = second.codes
    await desk.call(beginSecondFactor, { password, code: spare })
    expect(await reasonOf(desk.call(beginSecondFactor, { password, code: spare }))).toBe(
      'second-factor.wrong-code',
    )
  })

  test('no window writes one', async () => {
    const { desk } = await somebody()
    expect(await reasonOf(desk.call(keepSecondFactor, keepSecondFactor.example))).toBe('contract.unknown')
  })
})

describe('spare codes', () => {
  test('are given anew for password and code, and those before are void', async () => {
    const { clock, desk, row } = await somebody()
    const renew = (code: string, given = password) => desk.call(renewSpareCodes, { password: given, code })
    expect(await reasonOf(renew('123456'))).toBe('second-factor.none')
    const { secret, codes } = await setUp(desk, clock.wall)
    clock.advance(step)
    expect(await reasonOf(renew(appShows(secret, clock.wall), 'not my password at all'))).toBe(
      'password.wrong',
    )
    const next = (await renew(appShows(secret, clock.wall))).codes
    expect(next.filter((code) => codes.includes(code))).toEqual([])
    expect(next).toHaveLength(10)
    clock.advance(step)
    expect(await reasonOf(renew(codes[0] ?? ''))).toBe('second-factor.wrong-code')
    // one of the new ones is a code as well, and the app is as it was
    await renew(next[0] ?? '')
    clock.advance(20 * 60_000)
    await renew(appShows(secret, clock.wall))
    expect(row()?.version).toBe(5)
  })

  test('after somebody came in with one, it is taken out of what other workstations know', async () => {
    const { clock, desk, row } = await somebody()
    const { secret, codes } = await setUp(desk, clock.wall)
    const { id } = desk.session.actor
    const [spare = '', other = ''] = codes
    const { device, tenant } = desk.session.workstation
    const deviceKey = desk.keys.keys.get(device) ?? Buffer.alloc(32)
    const slots = join(desk.profile, 'store', 'slots.json')
    const { privateKey } = openOwn(slots, id, password, deviceKey, lightKdf)
    const person = { tenant, user: id }
    const { secondFactor, lockout } = desk.vault
    const check = async (code: string, key = privateKey) => {
      const now = row()
      if (!now?.secondFactor) throw new Error('no factor')
      const pair = { publicKey: now.keys.publicKey, privateKey: key }
      return secondFactor.check(person, pair, now.secondFactor, code)
    }
    expect(await check('12345')).toBeNull()
    const used = await check(spare)
    lockout.succeeded(owner.username, id, used)
    // here it is void at once
    const before = row()
    const kept = secondFactor.owed(id)
    expect([kept?.version, secondFactor.owed(id)]).toEqual([before?.version, null])
    expect(await check(spare)).toBeNull()
    expect(await desk.dispatch(keepSecondFactor.name, JSON.stringify(kept), 'job')).toMatchObject({
      ok: true,
    })
    // and at a workstation that knows the row alone
    const rest = await openFactor(
      privateKey,
      row()?.secondFactor ?? never(),
      row()?.keys.publicKey ?? '',
      person,
    )
    const nowhere = { lastStep: 0, isSpent: () => false, nowMs: clock.wall, user: id }
    expect(rest?.spare).toHaveLength(9)
    expect(rest && [checkCode(rest, spare, nowhere), checkCode(rest, other, nowhere) !== null]).toEqual([
      null,
      true,
    ])
    expect(row()?.secondFactor?.since).toBe(before?.secondFactor?.since)
    // a code of the app leaves the row as it is, and is void when it was used
    const shown = appShows(secret, clock.wall + step)
    clock.advance(step)
    const code = await check(shown)
    expect([code, secondFactor.owed(id)]).toEqual([{ step: Math.floor(clock.wall / step) }, null])
    lockout.succeeded(owner.username, id, code)
    expect(await check(shown)).toBeNull()
  })
})

const never = (): never => {
  throw new Error('no factor')
}

describe('a colleague who is locked out', () => {
  async function lockedOut() {
    const { clock, desk } = await somebody()
    const colleague = users.row.parse({ ...rowFor(users, 1), username: 'kchen', displayName: 'Kim Chen, RN' })
    desk.session.store.transaction(contextAt(), (tx) => {
      tx.put(users, colleague)
      tx.close('test.colleague@1')
    })
    const { lockout } = desk.vault
    for (let n = 0; n < 10; n += 1) {
      expect(tryOf(lockout, colleague.username)).toBe('ok')
      clock.advance(15 * 60_000)
    }
    // hours have passed
    await desk.call(confirmMyself, { password })
    return { clock, desk, colleague, lockout }
  }

  test('is seen and unlocked by an administrator, with a reason, and is told', async () => {
    const { desk, colleague, lockout } = await lockedOut()
    const { id: userId, username, displayName } = colleague
    for (let n = 0; n < 5; n += 1) lockout.begin('nobody')
    expect(await desk.call(listLockedOut, {})).toEqual({
      people: [{ userId, username, displayName, failures: 10, disabled: true, seconds: 0 }],
      others: 1,
    })
    const reason = 'Called from the front desk.'
    await desk.call(unlockPerson, { userId, reason })
    expect(await desk.call(listLockedOut, {})).toEqual({ people: [], others: 1 })
    expect(await reasonOf(desk.call(unlockPerson, { userId, reason }))).toBe('lockout.none')
    const [done, refused] = auditRows(desk).slice(-2)
    expect(done).toMatchObject({
      action: 'sign-in.unlock',
      outcome: 'done',
      actor: desk.session.actor.id,
      detail: JSON.stringify({ user: userId }),
    })
    expect([refused?.outcome, JSON.stringify(auditRows(desk)).includes(reason)]).toEqual(['refused', false])
    lockout.begin(username)
    lockout.succeeded(username, userId, null)
    expect((await desk.call(getMe, {})).unlocked).toEqual({ by: owner.displayName, reason })
  })

  test('is somebody else, and somebody', async () => {
    const { desk, lockout, clock } = await lockedOut()
    for (let n = 0; n < 10; n += 1) {
      lockout.begin(owner.username)
      clock.advance(15 * 60_000)
    }
    // hours have passed
    desk.session.provenAt = clock.steady
    const reason = 'It was me.'
    const { id } = desk.session.actor
    expect(await reasonOf(desk.call(unlockPerson, { userId: id, reason }))).toBe('lockout.oneself')
    expect(tryOf(lockout, owner.username)).toBe('sign-in.disabled')
    expect(await reasonOf(desk.call(unlockPerson, unlockPerson.example))).toBe('lockout.none')
  })
})
