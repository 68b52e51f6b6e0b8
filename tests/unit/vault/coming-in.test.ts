/** What coming in costs whoever guesses, and what it leaves behind (S1, S2, S3, S6, C10). */
import argon2 from '@node-rs/argon2'
import Database from 'better-sqlite3-multiple-ciphers'
import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { getMe } from '../../../shared/access/get-me.ts'
import { signIn } from '../../../shared/access/sign-in.ts'
import { findPatients } from '../../../shared/patients/find-patients.ts'
import { readSlots } from '../../../src-main/vault/slots.ts'
import { openWorkstation, owner } from '../../../tools/kit/workstation.ts'
import { TestClock } from '../../kit/clock.ts'
import { closedPractice, credentials, gateOf, reasonOf } from '../../kit/closed-practice.ts'
import { newPractice, tempFolder, type Practice } from '../../kit/practice.ts'
import { appShows, setUp } from '../../kit/second-factor.ts'

const step = 30_000
afterEach(() => vi.restoreAllMocks())

/** The same workstation in its next process. */
const again = ({ profile, keys }: Practice, clock: TestClock) => openWorkstation({ profile, keys, clock })

test('nobody is there before a practice is made, and then whoever made it alone', async () => {
  const empty = await openWorkstation({ profile: tempFolder(true) })
  expect(await gateOf(empty)).toEqual(['first-run', null])
  for (const username of ['admin', 'administrator', 'root', owner.username])
    expect(await reasonOf(empty.call(signIn, { username, password: 'password' }))).not.toBe('ok')
  empty.close()
  const desk = await newPractice({ profile: tempFolder(true) })
  const users = desk.session.store.read.rows<{ username: string }>('SELECT username FROM users')
  expect(users).toEqual([{ username: owner.username }])
  const slots = readSlots(join(desk.profile, 'store/slots.json'))
  expect(slots?.users.map(({ username }) => username)).toEqual([owner.username])
})

test('a name nobody has costs what a wrong password costs, and is answered alike', async () => {
  const at = await closedPractice()
  const desk = await at.back()
  const stretching = vi.spyOn(argon2, 'hashRawSync')
  const tried = async (typed: Partial<typeof credentials>) => {
    stretching.mockClear()
    const reply = await desk.reply(signIn, { ...credentials, ...typed })
    const costs = stretching.mock.calls.map(([, given]) => [
      given?.algorithm,
      given?.memoryCost,
      given?.timeCost,
      given?.parallelism,
      given?.outputLen,
    ])
    return { reply, costs }
  }
  const wrong = await tried({ password: 'not my password at all' })
  expect(wrong.costs).toHaveLength(1)
  expect(wrong.reply).toMatchObject({ ok: false, error: { reason: 'sign-in.wrong' } })
  for (const username of ['nobody', '', '__proto__', 'x'.repeat(64)])
    expect([username, await tried({ username })]).toEqual([username, wrong])
})

describe('a second factor', () => {
  test('is asked of everybody where the practice says so: first set up, then shown, without any network', async () => {
    const clock = new TestClock()
    const desk = await newPractice({ clock, ownerIs: { secondFactor: 'everyone' } })
    const find = () => reasonOf(desk.call(findPatients, { text: 'okon', limit: 5 }))
    expect((await desk.call(getMe, {})).mustFirst).toBe('second-factor')
    expect(await find()).toBe('session.first-second-factor')
    const { secret } = await setUp(desk, clock.wall)
    expect([(await desk.call(getMe, {})).mustFirst, await find()]).toEqual([null, 'ok'])
    await desk.vault.people.settled()
    desk.close()
    clock.advance(step)
    const next = await again(desk, clock)
    for (const code of [undefined, '', '000000'])
      expect(await reasonOf(next.call(signIn, { ...credentials, ...(code !== undefined && { code }) }))).toBe(
        'sign-in.wrong',
      )
    const code = appShows(secret, clock.wall)
    expect(await reasonOf(next.call(signIn, { ...credentials, code }))).toBe('ok')
    next.close()
  })

  test('that was shown once opens nothing again: not after a restart, not with the audit.db of before put back', async () => {
    const clock = new TestClock()
    const desk = await newPractice({ clock })
    const { secret } = await setUp(desk, clock.wall)
    await desk.vault.people.settled()
    desk.close()
    const [folder, aside] = [join(desk.profile, 'store'), tempFolder()]
    const files = readdirSync(folder).filter((name) => name.startsWith('audit.db'))
    for (const name of files) copyFileSync(join(folder, name), join(aside, name))
    clock.advance(step)
    const shown = appShows(secret, clock.wall)
    const come = async (code: string) => {
      const next = await again(desk, clock)
      const reason = await reasonOf(next.call(signIn, { ...credentials, code }))
      next.close()
      return reason
    }
    expect(await come(shown)).toBe('ok')
    expect(await come(shown)).toBe('sign-in.wrong')
    for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `audit.db${end}`), { force: true })
    for (const name of files) copyFileSync(join(aside, name), join(folder, name))
    expect(existsSync(join(folder, 'audit.db'))).toBe(true)
    expect(await come(shown)).toBe('sign-in.wrong')
    clock.advance(step)
    expect(await come(appShows(secret, clock.wall))).toBe('ok')
  })
})

test('keys and what a password was made into are written over once they were used, the session’s when it ends', async () => {
  const at = await closedPractice()
  const used: Uint8Array[] = []
  const stretch = argon2.hashRawSync.bind(argon2)
  vi.spyOn(argon2, 'hashRawSync').mockImplementation((typed, ...more) => {
    const stretched = stretch(typed, ...more)
    used.push(typed as Uint8Array, stretched)
    return stretched
  })
  const raw = vi.spyOn(Database.prototype as { key(key: Buffer): number }, 'key')
  const desk = await at.back()
  await desk.call(signIn, credentials)
  used.push(...raw.mock.calls.map(([key]) => key))
  // the password, what it was stretched to, and the keys of both databases
  expect(used.length).toBeGreaterThanOrEqual(4)
  const isWiped = (bytes: Uint8Array) => bytes.length > 0 && bytes.every((byte) => byte === 0)
  expect(used.map(isWiped)).toEqual(used.map(() => true))
  const held = [desk.session.draftKey, desk.session.packKey]
  expect(held.map(isWiped)).toEqual([false, false])
  desk.close()
  expect(held.map(isWiped)).toEqual([true, true])
})
