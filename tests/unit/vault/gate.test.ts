/** What stands between a person and the records, and what becomes of the files when something about it is wrong. */
import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createPractice } from '../../../shared/access/create-practice.ts'
import { getGate } from '../../../shared/access/get-gate.ts'
import { getMe } from '../../../shared/access/get-me.ts'
import { signIn } from '../../../shared/access/sign-in.ts'
import { KeysInMemory, openWorkstation, owner } from '../../../tools/kit/workstation.ts'
import { TestClock } from '../../kit/clock.ts'
import { closedPractice, credentials, gateOf, reasonOf } from '../../kit/closed-practice.ts'
import { fileHash } from '../../kit/contents.ts'
import { auditRows, newPractice, tempFolder } from '../../kit/practice.ts'

describe('the gate says', () => {
  test('first-run, open, sign-in, and locked for whom it was locked', async () => {
    const empty = await openWorkstation({ profile: tempFolder(true) })
    expect(await gateOf(empty)).toEqual(['first-run', null])
    const made = await newPractice()
    expect(await gateOf(made)).toEqual(['open', null])
    const user = made.session.actor.id
    made.close()
    const options = { profile: made.profile, keys: made.keys }
    const again = await openWorkstation(options)
    expect(await again.call(getGate, {})).toMatchObject({
      state: 'sign-in',
      practiceName: owner.practiceName,
      lockedUser: null,
    })
    const locked = await openWorkstation({ ...options, lockedUser: user })
    expect(await locked.call(getGate, {})).toMatchObject({
      state: 'locked',
      lockedUser: { username: owner.username },
    })
    const byNobody = await openWorkstation({ ...options, lockedUser: 'nobody' })
    expect(await gateOf(byNobody)).toEqual(['sign-in', null])
    for (const desk of [again, locked, byNobody]) desk.close()
  })

  test.each<[string, (at: Awaited<ReturnType<typeof closedPractice>>) => void, string[]]>([
    ['no slots', ({ folder }) => rmSync(join(folder, 'slots.json')), ['refused', 'vault.slots-missing']],
    [
      'slots that are no JSON',
      ({ folder }) => writeFileSync(join(folder, 'slots.json'), '{'),
      ['refused', 'vault.slots-damaged'],
    ],
    [
      'slots of another form',
      ({ editSlots }) => editSlots((slots) => ({ ...slots, format: 3 })),
      ['refused', 'vault.slots-damaged'],
    ],
    ['no audit log', ({ folder }) => rmSync(join(folder, 'audit.db')), ['refused', 'store.missing']],
    [
      'an audit log in the clear',
      ({ folder }) => writeFileSync(join(folder, 'audit.db'), 'SQLite format 3\0'.padEnd(4096, 'x')),
      ['refused', 'store.plaintext'],
    ],
    [
      'an audit log of another key',
      ({ folder }) => writeFileSync(join(folder, 'audit.db'), randomBytes(8192)),
      ['recovery', 'keychain.entry-wrong'],
    ],
  ])('%s: and nobody can come in, and nothing is made anew', async (_what, damage, state) => {
    const at = await closedPractice()
    damage(at)
    const before = at.hashes()
    const desk = await at.back()
    expect(await gateOf(desk)).toEqual(state)
    expect(await reasonOf(desk.call(signIn, credentials))).toBe(state[1])
    expect(await reasonOf(desk.call(createPractice, owner))).toBe(
      state[0] === 'refused' ? state[1] : 'practice.exists',
    )
    desk.close()
    expect(at.hashes()).toEqual(before)
  })

  test('that the clock was set back: it is said and recorded, and nobody is kept out for it', async () => {
    const at = await closedPractice()
    const clock = new TestClock(Date.now() - 4 * 60_000)
    const near = await at.back({ clock })
    expect(await gateOf(near)).toEqual(['sign-in', null])
    near.close()
    clock.wall -= 24 * 3600_000
    const desk = await at.back({ clock })
    expect(await gateOf(desk)).toEqual(['sign-in', 'clock.behind'])
    expect(await reasonOf(desk.call(signIn, credentials))).toBe('ok')
    const entry = auditRows(desk).find(({ action }) => action === 'clock.behind')
    expect(entry).toMatchObject({ outcome: 'done', actor: desk.session.actor.id })
    const { seconds } = JSON.parse(entry?.detail ?? '{}') as { seconds: number }
    expect(seconds).toBeGreaterThan(24 * 3600)
    expect(seconds).toBeLessThan(24 * 3600 + 600)
    desk.close()
    // what is done with it is in its order all the same
    const again = await at.back({ clock: new TestClock() })
    expect(auditRows(again).map(({ seq }) => seq)).toEqual(auditRows(again).map((_row, index) => index + 1))
    again.close()
    clock.wall = Date.now() + 60_000
    const right = await at.back({ clock })
    expect(await gateOf(right)).toEqual(['sign-in', null])
  })

  test('a damaged chart is not opened and not replaced', async () => {
    const at = await closedPractice()
    const file = join(at.folder, 'clinical.db')
    const bytes = readFileSync(file)
    bytes[100] = (bytes[100] ?? 0) ^ 1
    writeFileSync(file, bytes)
    const before = fileHash(file)
    const desk = await at.back()
    expect(await reasonOf(desk.call(signIn, credentials))).toBe('store.wrong-key')
    expect(fileHash(file)).toBe(before)
    expect(auditRows(desk).at(-1)).toMatchObject({
      action: 'session.sign-in',
      outcome: 'refused',
      reason: 'store.wrong-key',
    })
  })
})

describe('coming in', () => {
  test('by name in any case, and by nothing but the password', async () => {
    const at = await closedPractice()
    const desk = await at.back()
    for (const wrong of [
      { ...credentials, password: `${owner.password} ` },
      { ...credentials, password: owner.password.toUpperCase() },
      { ...credentials, username: 'nobody' },
      { ...credentials, username: '__proto__' },
      { ...credentials, username: '' },
    ])
      expect(await reasonOf(desk.call(signIn, wrong))).toBe('sign-in.wrong')
    expect(
      auditRows(desk)
        .slice(-5)
        .map(({ outcome, reason, actor }) => [outcome, reason, actor === null]),
    ).toEqual([
      ['refused', 'sign-in.wrong', false],
      ['refused', 'sign-in.wrong', false],
      ['refused', 'sign-in.wrong', true],
      ['refused', 'sign-in.wrong', true],
      ['refused', 'sign-in.wrong', true],
    ])
    expect(await reasonOf(desk.call(signIn, { ...credentials, username: ' ARivera ' }))).toBe('ok')
    expect(await reasonOf(desk.call(signIn, credentials))).toBe('vault.not-ready')
  })

  test('twice at once is once: one session, one store, one refusal', async () => {
    const at = await closedPractice()
    const desk = await at.back()
    const replies = await Promise.all([1, 2, 3].map(() => reasonOf(desk.call(signIn, credentials))))
    expect(replies.toSorted((a, b) => a.localeCompare(b))).toEqual([
      'ok',
      'vault.not-ready',
      'vault.not-ready',
    ])
    const done = auditRows(desk).filter(
      ({ action, outcome }) => action === 'session.sign-in' && outcome === 'done',
    )
    expect(done).toHaveLength(1)
  })

  test.each([0, 1, 2, 5, 20])(
    'making a practice twice at once, %i turns apart, makes one that opens',
    async (turns) => {
      const profile = tempFolder(true)
      const keys = new KeysInMemory()
      const desk = await openWorkstation({ profile, keys })
      const first = desk.reply(createPractice, owner)
      for (let n = 0; n < turns; n += 1) await new Promise((resolve) => setImmediate(resolve))
      const replies = await Promise.all([first, desk.reply(createPractice, owner)])
      expect(replies.map((reply) => (reply.ok ? 'ok' : reply.error.reason))).toEqual([
        'ok',
        'practice.exists',
      ])
      desk.close()
      const again = await openWorkstation({ profile, keys })
      expect(await reasonOf(again.call(signIn, credentials))).toBe('ok')
      again.close()
    },
  )

  test('is not possible where it cannot be recorded', async () => {
    const at = await closedPractice()
    const desk = await at.back()
    const log = desk.vault.audit
    log?.db.exec("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END")
    expect(await reasonOf(desk.call(signIn, credentials))).toBe('audit.unwritable')
    expect(desk.vault.session).toBeNull()
    expect(await reasonOf(desk.call(getMe, {}))).toBe('session.locked')
    log?.db.exec('DROP TRIGGER full')
    expect(await reasonOf(desk.call(signIn, credentials))).toBe('ok')
  })
})
