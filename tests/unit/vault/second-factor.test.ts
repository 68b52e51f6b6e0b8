/** Codes of an authenticator app and of a sheet: each is taken once, in its time, of its owner. */
import { randomBytes, randomUUID } from 'node:crypto'
import { generateSync } from 'otplib'
import { describe, expect, test } from 'vitest'
import { SealedFactor } from '../../../shared/access/credential.ts'
import { newKeyPair } from '../../../src-main/vault/keys.ts'
import { qrRows } from '../../../src-main/vault/qr-rows.ts'
import {
  checkCode,
  newFactor,
  openFactor,
  otpauthUri,
  sealFactor,
  secretText,
  without,
} from '../../../src-main/vault/second-factor.ts'

const user = randomUUID()
const unused = { lastStep: 0, isSpent: () => false, user }
const at = '2026-11-29T07:00:00.000Z'
/** RFC 6238, appendix B: the seed of SHA-1, and of each time the last six of its eight digits. */
const seed = Buffer.from('12345678901234567890')
const vectors: readonly [number, string][] = [
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
]

describe('a code of the app', () => {
  test.each(vectors)('at %i s is %s, as RFC 6238 has it', (second, digits) => {
    const used = checkCode({ seed, spare: [] }, digits.slice(2), { ...unused, nowMs: second * 1000 })
    expect(used).toEqual({ step: Math.floor(second / 30) })
  })

  test('is taken one step early and one step late, and no more', () => {
    const token = generateSync({ secret: seed, epoch: 59_995 })
    const step = Math.floor(59_995 / 30)
    const taken = [-2, -1, 0, 1, 2].map((steps) =>
      checkCode({ seed, spare: [] }, token, { ...unused, nowMs: (step + steps) * 30_000 }),
    )
    expect(taken).toEqual([null, { step }, { step }, { step }, null])
  })

  test('is taken once: neither it nor one from before', () => {
    const now = 1_234_567_890
    const step = Math.floor(now / 30)
    const check = (epoch: number, lastStep: number) =>
      checkCode({ seed, spare: [] }, generateSync({ secret: seed, epoch }), {
        ...unused,
        lastStep,
        nowMs: now * 1000,
      })
    expect(check(now, step - 1)).toEqual({ step })
    expect(check(now, step)).toBeNull()
    expect(check(now - 30, step)).toBeNull()
    expect(check(now, step + 1)).toBeNull()
    // the clock was set back by a day, or by a year
    for (const later of [2880, 1_051_200]) expect(check(now, step + later)).toBeNull()
  })

  test('is read as people type it, and nothing else is one', () => {
    const check = (typed: string) => checkCode({ seed, spare: [] }, typed, { ...unused, nowMs: 59_000 })
    for (const typed of ['287082', ' 287 082 ', '287-082', '２８７０８２'])
      expect(check(typed)).toEqual({ step: 1 })
    for (const typed of [
      '',
      '28708',
      '2870822',
      '287083',
      'abcdef',
      '287o82',
      '\u{1f642}'.repeat(6),
      '١٢٣٤٥٦',
    ])
      expect(check(typed)).toBeNull()
  })
})

describe('a spare code', () => {
  test('is one of ten, of two groups of five, and is its owner’s alone', () => {
    const { factor, codes } = newFactor(user)
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) {
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
      const ways = [code, code.toLowerCase(), code.replace('-', ' '), code.replaceAll('0', 'O')]
      for (const typed of ways)
        expect(checkCode(factor, typed, { ...unused, nowMs: 0 })).toEqual({
          spare: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        })
      expect(checkCode(factor, code, { ...unused, nowMs: 0, user: randomUUID() })).toBeNull()
      expect(checkCode(factor, code, { ...unused, nowMs: 0, isSpent: () => true })).toBeNull()
    }
    expect(checkCode(factor, newFactor(user).codes[0] ?? '', { ...unused, nowMs: 0 })).toBeNull()
  })

  test('that was used is taken out, and the others stay', () => {
    const { factor, codes } = newFactor(user)
    const used = checkCode(factor, codes[3] ?? '', { ...unused, nowMs: 0 })
    const rest = without(factor, used ?? { step: 1 })
    expect(rest.spare).toHaveLength(9)
    expect(codes.map((code) => checkCode(rest, code, { ...unused, nowMs: 0 }) !== null)).toEqual(
      codes.map((_code, index) => index !== 3),
    )
  })
})

describe('sealed', () => {
  test('it opens with its owner’s key, for its owner, and is void for another pair', async () => {
    const owner = { tenant: randomUUID(), user }
    const [mine, other] = [await newKeyPair(), await newKeyPair()]
    const [publicKey, otherPublic] = [mine, other].map((pair) => pair.publicKey.toString('base64'))
    const { factor } = newFactor(user)
    const sealed = SealedFactor.parse(await sealFactor(publicKey ?? '', factor, owner, at))
    expect(await openFactor(mine.privateKey, sealed, publicKey ?? '', owner)).toEqual(factor)
    expect(await openFactor(other.privateKey, sealed, otherPublic ?? '', owner)).toBeNull()
    for (const elsewhere of [
      { ...owner, tenant: randomUUID() },
      { ...owner, user: randomUUID() },
    ])
      await expect(openFactor(mine.privateKey, sealed, publicKey ?? '', elsewhere)).rejects.toThrow(
        'vault.slot-damaged',
      )
    await expect(openFactor(other.privateKey, sealed, publicKey ?? '', owner)).rejects.toThrow(
      'vault.slot-damaged',
    )
    expect(JSON.stringify(sealed)).not.toContain(factor.seed.toString('base64').slice(0, 20))
    // all that fits the field, with every spare code
    expect(sealed.sealed.text.length).toBeLessThan(4000)
  })
})

describe('what an app is given', () => {
  test('names practice and person, and nothing in them ends it early', () => {
    const secret = randomBytes(20)
    const uri = new URL(otpauthUri({ issuer: 'Harbor: Fämily & Sons?', account: 'a.rivera', seed: secret }))
    expect([uri.protocol, uri.host]).toEqual(['otpauth:', 'totp'])
    expect(decodeURIComponent(uri.pathname)).toBe('/Harbor  Fämily & Sons?:a.rivera')
    expect(uri.searchParams.get('secret')).toBe(secretText(secret))
    expect(uri.searchParams.get('issuer')).toBe('Harbor  Fämily & Sons?')
    expect(secretText(secret)).toMatch(/^[A-Z2-7]{32}$/)
  })

  test('is drawn as a square with three corners of a QR code', async () => {
    const rows = await qrRows(otpauthUri({ issuer: 'Harbor Street', account: 'arivera', seed }))
    expect(rows.length).toBeGreaterThanOrEqual(33)
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([rows.length]))
    for (const row of rows) expect(row).toMatch(/^[01]+$/)
    const corner = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111']
    const top = rows.slice(0, 7)
    expect(top.map((row) => row.slice(0, 7))).toEqual(corner)
    expect(top.map((row) => row.slice(-7))).toEqual(corner)
    expect(rows.slice(-7).map((row) => row.slice(0, 7))).toEqual(corner)
  })
})
