/** What stands between a person and the records, and what becomes of the files when something about it is wrong. */
import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createPractice } from '../../../shared/access/create-practice.ts'
import { getGate } from '../../../shared/access/get-gate.ts'
import { getMe } from '../../../shared/access/get-me.ts'
import { recover } from '../../../shared/access/recover.ts'
import { signIn } from '../../../shared/access/sign-in.ts'
import { readSlots, type Slots } from '../../../src-main/vault/slots.ts'
import type { Keychain } from '../../../src-main/vault/vault.ts'
import {
  KeysInMemory,
  openWorkstation,
  owner,
  Workstation,
  type WorkstationOptions,
} from '../../../tools/kit/workstation.ts'
import { fileHash } from '../../kit/contents.ts'
import { auditRows, newPractice, tempFolder } from '../../kit/practice.ts'

const credentials = { username: owner.username, password: owner.password }
const newPassword = 'harvest kettle bronze 81'

/** A practice that was made and left, and how to come back to it. */
async function closed() {
  const made = await newPractice({ profile: tempFolder(true) })
  made.close()
  const { profile, keys, recoveryCode } = made
  const folder = join(profile, 'store')
  // as main does: slots that cannot be read name no device
  const back = async (options: Partial<WorkstationOptions> = {}) => {
    const keychain = await keys.find(deviceIn(join(folder, 'slots.json')))
    return backWith(keychain, options)
  }
  const backWith = (keychain: Keychain, options: Partial<WorkstationOptions> = {}) => {
    const desk = new Workstation({ profile, keys, ...options }, keychain, keys)
    onTestFinished(() => desk.close())
    return desk
  }
  const hashes = () =>
    Object.fromEntries(readdirSync(folder).map((name) => [name, fileHash(join(folder, name))]))
  const editSlots = (edit: (slots: Slots) => unknown) => {
    const file = join(folder, 'slots.json')
    const slots = JSON.parse(readFileSync(file, 'utf8')) as Slots
    writeFileSync(file, JSON.stringify(edit(slots) ?? slots))
  }
  return { profile, keys, recoveryCode, folder, back, backWith, hashes, editSlots }
}
function deviceIn(file: string): string | null {
  try {
    return readSlots(file)?.device ?? null
  } catch {
    return null
  }
}
const gateOf = async (desk: Workstation) => {
  const { state, reason } = await desk.call(getGate, {})
  return [state, reason]
}
const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: unknown) => (error instanceof Error && 'reason' in error ? String(error.reason) : String(error)),
  )

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

  test.each<[string, (at: Awaited<ReturnType<typeof closed>>) => void, string[]]>([
    ['no slots', ({ folder }) => rmSync(join(folder, 'slots.json')), ['refused', 'vault.slots-missing']],
    [
      'slots that are no JSON',
      ({ folder }) => writeFileSync(join(folder, 'slots.json'), '{'),
      ['refused', 'vault.slots-damaged'],
    ],
    [
      'slots of another form',
      ({ editSlots }) => editSlots((slots) => ({ ...slots, format: 2 })),
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
    const at = await closed()
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

  test('a damaged chart is not opened and not replaced', async () => {
    const at = await closed()
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
    const at = await closed()
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
    const at = await closed()
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
    const at = await closed()
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

describe('slots.json', () => {
  type Edit = (slots: Slots) => unknown
  const user = (slots: Slots) => slots.users[0] as unknown as Record<string, never>
  test.each<[string, Edit]>([
    ['a role more', (slots) => void slots.users[0]?.grant.roles.push('auditor')],
    ['another role', (slots) => void slots.users[0]?.grant.roles.splice(0, 9, 'auditor')],
    [
      'a later grant',
      (slots) => void Object.assign(user(slots)['grant'] ?? {}, { issuedAt: '2030-01-01T00:00:00.000Z' }),
    ],
    ['another version', (slots) => void Object.assign(user(slots), { version: 2 })],
    ['another practice', (slots) => ({ ...slots, tenant: slots.device })],
    ['another person', (slots) => void Object.assign(user(slots), { userId: slots.tenant })],
    ['a cheaper password', (slots) => void Object.assign(user(slots)['kdf'] ?? {}, { memory: 20 * 1024 })],
  ])('%s opens nothing, with the right password or the right code', async (_what, edit) => {
    const at = await closed()
    at.editSlots(edit)
    const desk = await at.back()
    expect(await reasonOf(desk.call(signIn, credentials))).toBe('sign-in.wrong')
    const byCode = await reasonOf(
      desk.call(recover, { username: owner.username, code: at.recoveryCode, password: newPassword }),
    )
    // how a password is stretched has no part in a code
    expect(byCode).toBe(_what === 'a cheaper password' ? 'ok' : 'recovery.wrong')
  })

  test('of a cost below the floor, or of another device’s name, is refused before any work', async () => {
    const at = await closed()
    at.editSlots((slots) => void Object.assign(slots.users[0]?.kdf ?? {}, { memory: 8, passes: 1 }))
    const desk = await at.back()
    expect(await reasonOf(desk.call(signIn, credentials))).toBe('vault.kdf-too-weak')
    at.editSlots((slots) => ({ ...slots, device: slots.tenant }))
    // the keychain has no key under that name
    expect(await gateOf(await at.back())).toEqual(['recovery', 'keychain.entry-missing'])
  })

  test('an earlier envelope pasted into the present file opens nothing', async () => {
    const at = await closed()
    const before = JSON.parse(readFileSync(join(at.folder, 'slots.json'), 'utf8')) as Slots
    const desk = await at.back()
    await desk.call(recover, { username: owner.username, code: at.recoveryCode, password: newPassword })
    desk.close()
    at.editSlots((slots) => {
      const [slot, old] = [slots.users[0], before.users[0]]
      if (slot && old)
        Object.assign(slot, { byPassword: old.byPassword, byRecoveryCode: old.byRecoveryCode, kdf: old.kdf })
    })
    const again = await at.back()
    expect(await reasonOf(again.call(signIn, credentials))).toBe('sign-in.wrong')
    expect(await reasonOf(again.call(signIn, { ...credentials, password: newPassword }))).toBe(
      'sign-in.wrong',
    )
  })

  test('is brought up to a higher cost at the next sign-in, and never down to a lower one', async () => {
    const at = await closed()
    const costOf = () =>
      (JSON.parse(readFileSync(join(at.folder, 'slots.json'), 'utf8')) as Slots).users[0]?.kdf
    const high = { memory: 24 * 1024, passes: 3, lanes: 1 }
    const salt = costOf()?.salt
    const once = await at.back({ kdf: high })
    await once.call(signIn, credentials)
    once.close()
    expect(costOf()).toMatchObject(high)
    expect(costOf()?.salt).not.toBe(salt)
    const after = fileHash(join(at.folder, 'slots.json'))
    const again = await at.back()
    expect(await reasonOf(again.call(signIn, credentials))).toBe('ok')
    again.close()
    expect(fileHash(join(at.folder, 'slots.json'))).toBe(after)
    const byCode = await at.back()
    expect(
      await reasonOf(
        byCode.call(recover, { username: owner.username, code: at.recoveryCode, password: newPassword }),
      ),
    ).toBe('ok')
  })
})

describe('the device key', () => {
  test('another machine cannot unlock a copied profile with the right password (C7)', async () => {
    const at = await closed()
    const copy = tempFolder(true)
    cpSync(at.profile, copy, { recursive: true })
    const elsewhere = new KeysInMemory()
    const bare = await openWorkstation({ profile: copy, keys: elsewhere })
    expect(await gateOf(bare)).toEqual(['recovery', 'keychain.entry-missing'])
    expect(await reasonOf(bare.call(signIn, credentials))).toBe('keychain.entry-missing')
    bare.close()
    for (const device of at.keys.keys.keys()) await elsewhere.create(device)
    const other = await openWorkstation({ profile: copy, keys: elsewhere })
    expect(await gateOf(other)).toEqual(['recovery', 'keychain.entry-wrong'])
    expect(await reasonOf(other.call(signIn, credentials))).toBe('keychain.entry-wrong')
    other.close()
  })

  test('missing: recovery, no byte of any file changed, no new key made (C5); the printed code brings all back', async () => {
    const at = await closed()
    const [device = '', key] = [...at.keys.keys][0] ?? []
    at.keys.keys.clear()
    const before = at.hashes()
    const desk = await at.back()
    expect(await gateOf(desk)).toEqual(['recovery', 'keychain.entry-missing'])
    expect(await reasonOf(desk.call(signIn, credentials))).toBe('keychain.entry-missing')
    expect(await reasonOf(desk.call(createPractice, owner))).toBe('practice.exists')
    const wrong = at.recoveryCode.startsWith('7')
      ? at.recoveryCode.replace('7', '8')
      : `7${at.recoveryCode.slice(1)}`
    expect(
      await reasonOf(desk.call(recover, { username: owner.username, code: wrong, password: newPassword })),
    ).toBe('recovery.not-a-code')
    expect(at.hashes()).toEqual(before)
    expect(at.keys.keys.size).toBe(0)
    const { recoveryCode } = await desk.call(recover, {
      username: owner.username,
      code: at.recoveryCode,
      password: newPassword,
    })
    expect(at.keys.keys.get(device)).toEqual(key)
    expect(recoveryCode).not.toBe(at.recoveryCode)
    expect((await desk.call(getMe, {})).displayName).toBe(owner.displayName)
    expect(auditRows(desk).at(-1)).toMatchObject({
      action: 'session.recover',
      outcome: 'done',
      actor: desk.session.actor.id,
    })
    desk.close()
    const again = await at.back()
    expect(await reasonOf(again.call(signIn, credentials))).toBe('sign-in.wrong')
    expect(
      await reasonOf(
        again.call(recover, { username: owner.username, code: at.recoveryCode, password: newPassword }),
      ),
    ).toBe('recovery.wrong')
    expect(await reasonOf(again.call(signIn, { ...credentials, password: newPassword }))).toBe('ok')
  })

  test('a keychain that cannot be used: refused with its reason, and nothing opened', async () => {
    const at = await closed()
    const desk = at.backWith({ state: 'unusable', reason: 'keychain.unusable-linux' })
    expect(await gateOf(desk)).toEqual(['refused', 'keychain.unusable-linux'])
    expect(await reasonOf(desk.call(signIn, credentials))).toBe('keychain.unusable-linux')
    expect(
      await reasonOf(
        desk.call(recover, { username: owner.username, code: at.recoveryCode, password: newPassword }),
      ),
    ).toBe('keychain.unusable-linux')
    const nothing = new Workstation(
      { profile: tempFolder(true) },
      { state: 'unusable', reason: 'x' },
      at.keys,
    )
    expect(await reasonOf(nothing.call(createPractice, owner))).toBe('x')
  })
})

describe('a recovery code', () => {
  test('is not used up where the chart then does not open', async () => {
    const at = await closed()
    const file = join(at.folder, 'clinical.db')
    const whole = readFileSync(file)
    writeFileSync(file, whole.subarray(0, 4096))
    const input = { username: owner.username, code: at.recoveryCode, password: newPassword }
    const desk = await at.back()
    expect(await reasonOf(desk.call(recover, input))).toMatch(/^store\./)
    desk.close()
    writeFileSync(file, whole)
    for (const end of ['-wal', '-shm']) if (existsSync(file + end)) rmSync(file + end)
    const again = await at.back()
    expect(await reasonOf(again.call(recover, input))).toBe('ok')
  })

  test('used twice at once is used once', async () => {
    const at = await closed()
    const desk = await at.back()
    const input = { username: owner.username, code: at.recoveryCode, password: newPassword }
    const replies = await Promise.all([
      reasonOf(desk.call(recover, input)),
      reasonOf(desk.call(recover, input)),
    ])
    expect(replies).toEqual(['ok', 'vault.not-ready'])
  })

  test('sets no password that the rules refuse', async () => {
    const at = await closed()
    const desk = await at.back()
    const input = { username: owner.username, code: at.recoveryCode, password: 'password12345678' }
    expect(await reasonOf(desk.call(recover, input))).toBe('password.common')
    expect(await reasonOf(desk.call(recover, { ...input, password: newPassword }))).toBe('ok')
  })
})
