/** The files and keys a sign-in stands on: changed, copied, lost, and brought back. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createPractice } from '../../../shared/access/create-practice.ts'
import { getMe } from '../../../shared/access/get-me.ts'
import { recover } from '../../../shared/access/recover.ts'
import { renewRecoveryCode } from '../../../shared/access/renew-recovery-code.ts'
import { signIn } from '../../../shared/access/sign-in.ts'
import { newOwnKeys, openByPersonPassword } from '../../../src-main/vault/person-keys.ts'
import { openSlot, type OpenSlot } from '../../../src-main/vault/slot.ts'
import { readSlots, type Slots } from '../../../src-main/vault/slots.ts'
import {
  KeysInMemory,
  lightKdf,
  openWorkstation,
  owner,
  Workstation,
} from '../../../tools/kit/workstation.ts'
import { closedPractice, credentials, gateOf, newPassword, reasonOf } from '../../kit/closed-practice.ts'
import { fileHash } from '../../kit/contents.ts'
import { auditRows, tempFolder } from '../../kit/practice.ts'
import { putBackFirstForm } from '../../kit/first-form.ts'

const slotIn = (at: { folder: string; keys: KeysInMemory }): OpenSlot => {
  const slots = readSlots(join(at.folder, 'slots.json'))
  const [slot] = slots?.users ?? []
  const key = at.keys.keys.get(slots?.device ?? '')
  const open = slots && slot && key ? openSlot(slots, slot, key) : null
  if (!open) throw new Error('no slot')
  return open
}

describe('slots.json', () => {
  type Edit = (slots: Slots) => unknown
  const user = (slots: Slots) => slots.users[0] as unknown as Record<string, never>
  test.each<[string, Edit]>([
    ['another practice', (slots) => ({ ...slots, tenant: slots.device })],
    ['another person', (slots) => void Object.assign(user(slots), { userId: slots.tenant })],
    ['a name changed in it', (slots) => void Object.assign(user(slots), { displayName: 'Somebody Else' })],
    [
      'a bit changed in it',
      (slots) => {
        const sealed = slots.users[0]?.sealed
        const bytes = Buffer.from(sealed?.text ?? '', 'base64')
        bytes[40] = (bytes[40] ?? 0) ^ 1
        Object.assign(sealed ?? {}, { text: bytes.toString('base64') })
      },
    ],
  ])(
    '%s opens nothing, with the right password or the right code, and says that it is damaged',
    async (_what, edit) => {
      const at = await closedPractice()
      at.editSlots(edit)
      const desk = await at.back()
      expect(await reasonOf(desk.call(signIn, credentials))).toBe('vault.slot-damaged')
      const byCode = { username: owner.username, code: at.recoveryCode, password: newPassword }
      expect(await reasonOf(desk.call(recover, byCode))).toBe('vault.slot-damaged')
    },
  )

  test('of another device’s name is refused before any work', async () => {
    const at = await closedPractice()
    at.editSlots((slots) => ({ ...slots, device: slots.tenant }))
    // the keychain has no key under that name
    expect(await gateOf(await at.back())).toEqual(['recovery', 'keychain.entry-missing'])
  })

  test('a password stretched less than the floor is refused before any work', async () => {
    const person = { tenant: 'a', user: 'b' }
    const { keys } = await newOwnKeys(person, owner.password, lightKdf, '2026-03-04T10:00:00.000Z')
    const cheap = { ...keys, kdf: keys.kdf && { ...keys.kdf, memory: 8, passes: 1 } }
    expect(() => openByPersonPassword(person, cheap, owner.password)).toThrow('vault.kdf-too-weak')
  })

  test('an earlier envelope pasted into the present file opens nothing', async () => {
    const at = await closedPractice()
    const before = JSON.parse(readFileSync(join(at.folder, 'slots.json'), 'utf8')) as Slots
    const desk = await at.back()
    await desk.call(recover, { username: owner.username, code: at.recoveryCode, password: newPassword })
    desk.close()
    at.editSlots((slots) => void Object.assign(slots.users[0] ?? {}, before.users[0]))
    const again = await at.back()
    // a whole slot that is put back opens with what it opened with, and for no longer than one sign-in: the record has the later keys
    expect(await reasonOf(again.call(signIn, credentials))).toBe('ok')
    await again.vault.people.settled()
    again.close()
    const third = await at.back()
    expect(await reasonOf(third.call(signIn, credentials))).toBe('sign-in.wrong')
    expect(await reasonOf(third.call(signIn, { ...credentials, password: newPassword }))).toBe('ok')
  })

  test('is brought up to a higher cost at the next sign-in, and never down to a lower one', async () => {
    const at = await closedPractice()
    const costOf = () => slotIn(at).keys.kdf
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
    const at = await closedPractice()
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
    const at = await closedPractice()
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
    const at = await closedPractice()
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
    const at = await closedPractice()
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
    const at = await closedPractice()
    const desk = await at.back()
    const input = { username: owner.username, code: at.recoveryCode, password: newPassword }
    const replies = await Promise.all([
      reasonOf(desk.call(recover, input)),
      reasonOf(desk.call(recover, input)),
    ])
    expect(replies).toEqual(['ok', 'vault.not-ready'])
  })

  test('is renewed for the password: the one before is void, and the password stays what it is', async () => {
    const at = await closedPractice()
    const desk = await at.back()
    await desk.call(signIn, credentials)
    const before = at.hashes()
    expect(await reasonOf(desk.call(renewRecoveryCode, { password: newPassword }))).toBe('password.wrong')
    expect(at.hashes()['slots.json']).toBe(before['slots.json'])
    const { recoveryCode } = await desk.call(renewRecoveryCode, { password: owner.password })
    expect(
      auditRows(desk)
        .filter(({ action }) => action === 'recovery-code.renew')
        .map(({ outcome, reason }) => [outcome, reason]),
    ).toEqual([
      ['refused', 'password.wrong'],
      ['done', null],
    ])
    desk.close()
    const again = await at.back()
    const recovery = { username: owner.username, password: newPassword }
    expect(await reasonOf(again.call(recover, { ...recovery, code: at.recoveryCode }))).toBe('recovery.wrong')
    expect(await reasonOf(again.call(signIn, credentials))).toBe('ok')
    again.close()
    const third = await at.back()
    expect(await reasonOf(third.call(recover, { ...recovery, code: recoveryCode }))).toBe('ok')
  })

  test('is not renewed where that cannot be recorded, and what then fails is recorded as not performed', async () => {
    const at = await closedPractice()
    const desk = await at.back()
    await desk.call(signIn, credentials)
    const log = desk.vault.audit
    log?.db.exec("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END")
    expect(await reasonOf(desk.call(renewRecoveryCode, { password: owner.password }))).toBe(
      'audit.unwritable',
    )
    log?.db.exec('DROP TRIGGER full')
    // a folder in the place of the new file: it cannot be written
    mkdirSync(join(at.folder, 'slots.json.new'))
    expect(await reasonOf(desk.call(renewRecoveryCode, { password: owner.password }))).not.toBe('ok')
    rmSync(join(at.folder, 'slots.json.new'), { recursive: true })
    expect(auditRows(desk).at(-1)).toMatchObject({ action: 'recovery-code.renew', outcome: 'not-performed' })
    desk.close()
    const again = await at.back()
    const recovery = { username: owner.username, password: newPassword, code: at.recoveryCode }
    expect(await reasonOf(again.call(recover, recovery))).toBe('ok')
  })

  test('sets no password that the rules refuse', async () => {
    const at = await closedPractice()
    const desk = await at.back()
    const input = { username: owner.username, code: at.recoveryCode, password: 'password12345678' }
    expect(await reasonOf(desk.call(recover, input))).toBe('password.common')
    expect(await reasonOf(desk.call(recover, { ...input, password: newPassword }))).toBe('ok')
  })
})

describe('a slot of the first form', () => {
  test('opens by its password and becomes one of the present form; its code is good until there is another', async () => {
    const at = await closedPractice()
    const code = await putBackFirstForm(at)
    const desk = await at.back()
    expect(await reasonOf(desk.call(signIn, { ...credentials, password: newPassword }))).toBe('sign-in.wrong')
    expect(await reasonOf(desk.call(signIn, credentials))).toBe('ok')
    await desk.vault.people.settled()
    desk.close()
    const own = slotIn(at)
    expect([own.keys.byCode, own.keys.byPassword === null]).toEqual([null, false])
    const again = await at.back()
    expect(await reasonOf(again.call(signIn, credentials))).toBe('ok')
    again.close()
    // with it a keychain that lost its key comes back, as before
    const [device = '', key] = [...at.keys.keys][0] ?? []
    at.keys.keys.clear()
    const third = await at.back()
    const byCode = { username: owner.username, code, password: newPassword }
    expect(await reasonOf(third.call(recover, byCode))).toBe('ok')
    expect(at.keys.keys.get(device)).toEqual(key)
    third.close()
    const fourth = await at.back()
    expect(await reasonOf(fourth.call(recover, byCode))).toBe('recovery.wrong')
    expect(await reasonOf(fourth.call(signIn, { ...credentials, password: newPassword }))).toBe('ok')
  })

  test('opens by its code alone', async () => {
    const at = await closedPractice()
    const code = await putBackFirstForm(at)
    const desk = await at.back()
    const byCode = { username: owner.username, code, password: newPassword }
    expect(await reasonOf(desk.call(recover, byCode))).toBe('ok')
    desk.close()
    const again = await at.back()
    expect(await reasonOf(again.call(signIn, { ...credentials, password: newPassword }))).toBe('ok')
  })
})
