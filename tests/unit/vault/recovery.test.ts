/** What is sealed to the practice's recovery key opens with its code, in its place, and nowhere else. */
import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { getGate } from '../../../shared/access/get-gate.ts'
import { getPracticeCode } from '../../../shared/access/get-practice-code.ts'
import { recover } from '../../../shared/access/recover.ts'
import { recoverPractice } from '../../../shared/access/recover-practice.ts'
import { signIn } from '../../../shared/access/sign-in.ts'
import type { PracticeKey } from '../../../shared/sync/recovery.ts'
import { recoveryState, type RecoveryState } from '../../../src-main/store/recovery-state.ts'
import { readVoucher, writeVoucher } from '../../../src-main/sync/voucher.ts'
import { settle } from '../../../src-main/vault/exchange-recovery.ts'
import {
  lettersOf,
  makePracticeKey,
  openPracticeKey,
  rewrapPracticeKey,
} from '../../../src-main/vault/practice-key.ts'
import { readRecoveryCode } from '../../../src-main/vault/recovery-code.ts'
import {
  openParts,
  parseRecovery,
  recoveryText,
  sealPart,
  workstationPart,
} from '../../../src-main/vault/recovery-file.ts'
import { readSlots } from '../../../src-main/vault/slots.ts'
import { closedPractice, credentials, newPassword, reasonOf } from '../../kit/closed-practice.ts'
import { auditRows } from '../../kit/practice.ts'
import { recoveredPassword, withCode } from '../../kit/recovery-input.ts'

const at = '2026-11-29T07:00:00.000Z'
const place = { tenant: randomUUID(), device: randomUUID() }
const bytesOf = (code: string): Buffer => readRecoveryCode(code) ?? Buffer.alloc(0)

describe('the key', () => {
  test('opens with its code, in its practice; under the next code with that one alone', async () => {
    const { key, code } = await makePracticeKey(place.tenant, 1, at)
    const privateKey = openPracticeKey(place.tenant, key, bytesOf(code))
    expect(privateKey).not.toBeNull()
    expect(openPracticeKey(randomUUID(), key, bytesOf(code))).toBeNull()
    expect(openPracticeKey(place.tenant, key, randomBytes(20))).toBeNull()
    const next = rewrapPracticeKey(place.tenant, key, privateKey ?? Buffer.alloc(0), at)
    expect(next.key).toMatchObject({ version: 2, publicKey: key.publicKey })
    expect(openPracticeKey(place.tenant, next.key, bytesOf(code))).toBeNull()
    expect(
      openPracticeKey(place.tenant, next.key, bytesOf(next.code))?.equals(privateKey ?? bytesOf(code)),
    ).toBe(true)
    // another public key with the private half of this one is no key
    const other = await makePracticeKey(place.tenant, 1, at)
    expect(
      openPracticeKey(place.tenant, { ...key, publicKey: other.key.publicKey }, bytesOf(code)),
    ).toBeNull()
    expect(lettersOf(key)).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(lettersOf(other.key)).not.toBe(lettersOf(key))
    expect(lettersOf(next.key)).toBe(lettersOf(key))
  })

  test('a part opens for its practice, workstation, key and name', async () => {
    const { key, code } = await makePracticeKey(place.tenant, 1, at)
    const privateKey = openPracticeKey(place.tenant, key, bytesOf(code)) ?? Buffer.alloc(0)
    const secret = randomBytes(32)
    const part = workstationPart(1)
    const sealed = await sealPart(place, key, part, secret)
    const file = { format: 1 as const, ...place, key, parts: [sealed] }
    expect((await openParts(place, file, privateKey, part)).map((each) => each.equals(secret))).toEqual([
      true,
    ])
    for (const elsewhere of [
      { ...place, tenant: randomUUID() },
      { ...place, device: randomUUID() },
    ]) {
      await expect(openParts(elsewhere, file, privateKey, part)).rejects.toThrow('vault.slot-damaged')
      expect(() => parseRecovery(recoveryText(file), elsewhere)).toThrow('recovery.file-damaged')
    }
    const renamed = { ...file, parts: [{ ...sealed, part: workstationPart(2) }] }
    await expect(openParts(place, renamed, privateKey, workstationPart(2))).rejects.toThrow(
      'vault.slot-damaged',
    )
    const other = await makePracticeKey(place.tenant, 1, at)
    const under = openPracticeKey(place.tenant, other.key, bytesOf(other.code)) ?? Buffer.alloc(0)
    await expect(openParts(place, { ...file, key: other.key }, under, part)).rejects.toThrow(
      'vault.slot-damaged',
    )
    expect(recoveryText(file)).not.toContain(secret.toString('base64'))
  })

  test('a voucher is good with its code and its practice, as it was written', async () => {
    const { key } = await makePracticeKey(place.tenant, 1, at)
    const [secret, other] = [randomBytes(8).toString('hex'), randomBytes(8).toString('hex')]
    const text = writeVoucher(secret, place.tenant, key)
    expect(readVoucher(secret, place.tenant, text)).toEqual(key)
    const lie = await makePracticeKey(place.tenant, 1, at)
    for (const wrong of [
      () => readVoucher(other, place.tenant, text),
      () => readVoucher(secret, randomUUID(), text),
      () => readVoucher(secret, place.tenant, text.replace(key.publicKey, lie.key.publicKey)),
      () => readVoucher(secret, place.tenant, text.replace(key.wrapped.text, lie.key.wrapped.text)),
      () => readVoucher(secret, place.tenant, '{}'),
    ])
      expect(wrong).toThrow('enrol.voucher')
    expect(text).not.toContain(secret)
  })
})

describe('what a workstation makes of what the cloud has', () => {
  const none: RecoveryState = {
    key: null,
    unsent: false,
    offered: null,
    fileSha: null,
    nextSha: null,
    checks: {},
    cloud: null,
    used: null,
  }
  const keyOf = (publicKey: string, version: number, text = 'AAAA'): PracticeKey => ({
    publicKey,
    version,
    wrapped: { nonce: 'AAAA', text },
    madeAt: at,
  })
  const [mine, theirs] = [keyOf('AAAA', 2), keyOf('BBBB', 3)]

  test.each<[string, RecoveryState, PracticeKey | null, unknown]>([
    ['nothing on either side', none, null, { kind: 'nothing' }],
    ['one here alone is sent', { ...none, key: mine }, null, { kind: 'send', key: mine }],
    ['the same', { ...none, key: mine }, mine, { kind: 'nothing' }],
    [
      'a cloud of an earlier day is told again',
      { ...none, key: mine },
      keyOf('AAAA', 1, 'BBBB'),
      { kind: 'send', key: mine },
    ],
    [
      'the same key under a later code is taken',
      { ...none, key: mine },
      keyOf('AAAA', 3, 'BBBB'),
      { kind: 'adopt', state: { key: { version: 3 }, offered: null } },
    ],
    [
      'renewed at both at once: the one sent last is good',
      { ...none, key: mine, unsent: true },
      keyOf('AAAA', 2, 'BBBB'),
      { kind: 'send', key: { version: 3, wrapped: mine.wrapped }, isRenumbered: true },
    ],
    [
      'another key is only noted',
      { ...none, key: mine },
      theirs,
      { kind: 'note', state: { key: mine, offered: theirs } },
    ],
    [
      'another key of the same number too',
      { ...none, key: mine, unsent: true },
      keyOf('BBBB', 2),
      { kind: 'note', state: { key: mine, offered: { publicKey: 'BBBB' } } },
    ],
    ['where there is none, too', none, theirs, { kind: 'note', state: { key: null, offered: theirs } }],
    ['once', { ...none, key: mine, offered: theirs }, theirs, { kind: 'nothing' }],
    [
      'an older one that was replaced here is not offered back',
      { ...none, key: keyOf('CCCC', 4), unsent: true },
      theirs,
      { kind: 'send', key: { version: 4 } },
    ],
  ])('%s', (_what, state, clouds, next) => {
    expect(settle(state, clouds)).toMatchObject(next as object)
  })
})

describe('a workstation by itself', () => {
  test('has what it needs beside its slots from the first day; a lost keychain costs nothing', async () => {
    const closed = await closedPractice()
    closed.keys.keys.clear()
    const back = await closed.back()
    const { code, letters } = closed.practice
    expect(await reasonOf(back.call(recoverPractice, { ...withCode(code), password: 'short' }))).toBe(
      'password.too-short',
    )
    await back.call(recoverPractice, { ...withCode(code), username: ' ARivera ' })
    expect(await back.call(getPracticeCode, {})).toMatchObject({
      letters,
      isSealed: true,
      used: { as: 'Ana Rivera, MD' },
    })
    // sealed anew, with the key of the log that it has now, once
    const file = JSON.parse(readFileSync(join(closed.folder, 'recovery.json'), 'utf8')) as {
      parts: { part: string }[]
    }
    expect(file.parts.map(({ part }) => part).toSorted()).toEqual([
      'audit-key',
      `draft-key/${back.session.actor.id}`,
      'workstation-key/1',
      // whoever has the sheet had the key before in their hands
      'workstation-key/2',
    ])
    back.close()
    const again = await closed.back()
    expect(await reasonOf(again.call(signIn, credentials))).toBe('sign-in.wrong')
    await again.call(signIn, { ...credentials, password: recoveredPassword })
    // their own earlier sheet is void, as whenever a slot is made anew
    again.close()
    const third = await closed.back()
    expect(
      await reasonOf(
        third.call(recover, {
          username: credentials.username,
          code: closed.recoveryCode,
          password: newPassword,
        }),
      ),
    ).toBe('recovery.wrong')
  })

  test('a file that somebody put in its place opens nothing, and nothing is sealed to the key in it', async () => {
    const closed = await closedPractice()
    const slots = readSlots(join(closed.folder, 'slots.json'))
    if (!slots) throw new Error('no slots')
    const { tenant, device } = slots
    const thief = await makePracticeKey(tenant, 7, at)
    const path = join(closed.folder, 'recovery.json')
    const before = readFileSync(path, 'utf8')
    writeFileSync(path, recoveryText({ format: 1, tenant, device, key: thief.key, parts: [] }))
    const desk = await closed.back()
    await desk.call(signIn, credentials)
    const after = parseRecovery(readFileSync(path, 'utf8'), { tenant, device })
    expect(after.key).toEqual(parseRecovery(before, { tenant, device }).key)
    expect(recoveryState(desk.session.store).key).toEqual(after.key)
    expect(after.parts).toHaveLength(3)
    desk.close()
    // with a key of the store that is none
    const fake = await sealPart({ tenant, device }, thief.key, workstationPart(1), randomBytes(32))
    writeFileSync(path, recoveryText({ format: 1, tenant, device, key: thief.key, parts: [fake] }))
    closed.keys.keys.clear()
    const hashes = closed.hashes()
    const lost = await closed.back()
    expect(await reasonOf(lost.call(recoverPractice, withCode(thief.code)))).toBe('store.wrong-key')
    expect(closed.hashes()).toMatchObject({
      'clinical.db': hashes['clinical.db'],
      'slots.json': hashes['slots.json'],
    })
    expect(await lost.call(getGate, {})).toMatchObject({ state: 'recovery' })
  })

  test('gone or cut, it is said; it is made again at the next sign-in', async () => {
    const closed = await closedPractice()
    const path = join(closed.folder, 'recovery.json')
    rmSync(path)
    const lost = closed.backWith({ state: 'absent' })
    expect(await reasonOf(lost.call(recoverPractice, withCode(closed.practice.code)))).toBe(
      'recovery.no-file',
    )
    writeFileSync(path, '{')
    expect(await reasonOf(lost.call(recoverPractice, withCode(closed.practice.code)))).toBe(
      'recovery.file-damaged',
    )
    lost.close()
    const desk = await closed.back()
    await desk.call(signIn, credentials)
    desk.close()
    closed.keys.keys.clear()
    const back = await closed.back()
    await back.call(recoverPractice, withCode(closed.practice.code))
    expect(auditRows(back).at(-1)).toMatchObject({
      action: 'session.recover-practice',
      outcome: 'done',
      actor: back.session.actor.id,
    })
  })
})
