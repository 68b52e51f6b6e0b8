import * as fc from 'fast-check'
import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  auditKey,
  cloudFileKey,
  newKey,
  newKeyPair,
  openWith,
  packKey,
  passwordKey,
  recoveryKey,
  seal,
  sealTo,
  unseal,
} from '../../../src-main/vault/keys.ts'
import { lightKdf } from '../../../tools/kit/workstation.ts'

const owner = { tenant: 't', device: 'd', user: 'u' }
const kdf = { ...lightKdf, salt: Buffer.alloc(16, 1).toString('base64') }
const device = Buffer.alloc(32, 7)
const reasonOf = (work: () => unknown) => {
  try {
    work()
    return 'none'
  } catch (error) {
    return error instanceof Error && 'reason' in error ? String(error.reason) : String(error)
  }
}

describe('the key a password gives', () => {
  test('is the same for the same password, however its accents were typed', () => {
    const key = passwordKey('Amélie crème brûlée 7', device, owner, kdf)
    expect(key).toEqual(passwordKey('Amélie crème brûlée 7'.normalize('NFD'), device, owner, kdf))
    expect(key).toHaveLength(32)
  })

  test('is another for another password, device, person, workstation, practice, salt or cost', () => {
    const password = 'tidal lantern quince 44'
    const keys = [
      passwordKey(password, device, owner, kdf),
      passwordKey(`${password} `, device, owner, kdf),
      passwordKey(password.toUpperCase(), device, owner, kdf),
      passwordKey(password, Buffer.alloc(32, 8), owner, kdf),
      passwordKey(password, device, { ...owner, user: 'v' }, kdf),
      passwordKey(password, device, { ...owner, device: 'e' }, kdf),
      passwordKey(password, device, { ...owner, tenant: 's' }, kdf),
      passwordKey(password, device, owner, { ...kdf, salt: Buffer.alloc(16, 2).toString('base64') }),
      passwordKey(password, device, owner, { ...kdf, passes: kdf.passes + 1 }),
      passwordKey(password, device, owner, { ...kdf, memory: kdf.memory + 1024 }),
    ]
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(keys.length)
  })

  test.each([
    { memory: 19 * 1024 - 1 },
    { passes: 1 },
    { memory: 8, passes: 1 },
    { lanes: 0 },
    { memory: Number.NaN },
    { passes: Number.NaN },
  ])('is not made at a cost below the floor: %o', (cost) =>
    expect(reasonOf(() => passwordKey('x', device, owner, { ...kdf, ...cost }))).toBe('vault.kdf-too-weak'),
  )

  test('leaves the device key as it was', () => {
    const mine = Buffer.from(device)
    passwordKey('x'.repeat(20), mine, owner, kdf)
    expect(mine).toEqual(device)
  })
})

test('no two derived keys of one secret are the same', () => {
  const derived = [
    auditKey(device),
    cloudFileKey(device),
    packKey(device),
    recoveryKey(device, owner),
    recoveryKey(device, { ...owner, user: 'v' }),
  ]
  expect(new Set([device, ...derived].map((key) => key.toString('hex'))).size).toBe(6)
})

describe('an envelope', () => {
  const key = newKey()

  test('opens to what was sealed, with its key and what it was bound to', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.string({ maxLength: 40 }), (plain, aad) => {
        expect(unseal(key, seal(key, Buffer.from(plain), aad), aad)).toEqual(Buffer.from(plain))
      }),
    )
  })

  test('opens to nothing with one bit changed, cut short, bound elsewhere, or under another key', () => {
    const sealed = seal(key, Buffer.from('private key'), 'a|b|c|1|hash')
    const damaged = (text: string, bit: number) => {
      const bytes = Buffer.from(text, 'base64')
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      return bytes.toString('base64')
    }
    const bits = Buffer.from(sealed.text, 'base64').length * 8
    for (let bit = 0; bit < bits; bit += 1)
      expect(unseal(key, { ...sealed, text: damaged(sealed.text, bit) }, 'a|b|c|1|hash')).toBeNull()
    for (let bit = 0; bit < 96; bit += 1)
      expect(unseal(key, { ...sealed, nonce: damaged(sealed.nonce, bit) }, 'a|b|c|1|hash')).toBeNull()
    for (const aad of ['', 'a|b|c|2|hash', 'a|b|c|1|hasi', 'a|b|c|1|hash ', 'a|bb|c|1|hash'])
      expect(unseal(key, sealed, aad)).toBeNull()
    expect(unseal(newKey(), sealed, 'a|b|c|1|hash')).toBeNull()
    for (const broken of [
      { nonce: '', text: sealed.text },
      { nonce: sealed.nonce, text: '' },
      { nonce: sealed.nonce, text: 'AAAA' },
      { nonce: 'AA==', text: sealed.text },
    ])
      expect(unseal(key, broken, 'a|b|c|1|hash')).toBeNull()
  })

  test('never has a nonce twice, though the same thing is sealed again and again', () => {
    const plain = Buffer.from('the same')
    const sealed = Array.from({ length: 20_000 }, () => seal(key, plain, 'aad'))
    expect(new Set(sealed.map(({ nonce }) => nonce)).size).toBe(sealed.length)
    expect(Buffer.from(sealed[0]?.nonce ?? '', 'base64')).toHaveLength(12)
  })
})

test('what is sealed to a public key opens with its private key, for its purpose, and not otherwise', async () => {
  const [ours, theirs] = [await newKeyPair(), await newKeyPair()]
  const secret = randomBytes(32)
  const sealed = await sealTo(ours.publicKey, secret, 'workstation-key/1')
  expect(await openWith(ours.privateKey, sealed, 'workstation-key/1')).toEqual(secret)
  for (const [key, info] of [
    [theirs.privateKey, 'workstation-key/1'],
    [ours.privateKey, 'workstation-key/2'],
    [ours.privateKey, 'draft-key'],
    [Buffer.alloc(32), 'workstation-key/1'],
  ] as const)
    await expect(openWith(key, sealed, info)).rejects.toMatchObject({ reason: 'vault.slot-damaged' })
  const again = await sealTo(ours.publicKey, secret, 'workstation-key/1')
  expect(again.enc).not.toBe(sealed.enc)
})
