import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  newRecoveryCode,
  readRecoveryCode,
  writeRecoveryCode,
} from '../../../src-main/vault/recovery-code.ts'

const code = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => Buffer.from(bytes))
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

test('what is printed is read back, however it is typed', () => {
  fc.assert(
    fc.property(code, (bytes) => {
      const printed = writeRecoveryCode(bytes)
      expect(printed).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}$/)
      const ways = [
        printed,
        printed.toLowerCase(),
        printed.replaceAll('-', ''),
        printed.replaceAll('-', ' '),
        ` ${printed}\n`,
        printed.replaceAll('0', 'O').replaceAll('1', 'l'),
        printed.replaceAll('1', 'i'),
      ]
      for (const typed of ways) expect(readRecoveryCode(typed)).toEqual(bytes)
    }),
  )
})

test('one wrong letter is always caught, at every place', () => {
  let [tried, missed] = [0, 0]
  for (let n = 0; n < 25; n += 1) {
    const printed = writeRecoveryCode(newRecoveryCode())
    for (const [at, right] of [...printed].entries()) {
      if (right === '-') continue
      for (const wrong of letters.replace(right, '')) {
        tried += 1
        if (readRecoveryCode(printed.slice(0, at) + wrong + printed.slice(at + 1)) !== null) missed += 1
      }
    }
  }
  expect(tried).toBe(25 * 36 * 31)
  expect(missed).toBe(0)
})

test('so are two letters the wrong way round, one missing, one too many', () => {
  for (let n = 0; n < 50; n += 1) {
    const printed = writeRecoveryCode(newRecoveryCode()).replaceAll('-', '')
    for (let at = 0; at < 35; at += 1) {
      const swapped = printed.slice(0, at) + printed[at + 1] + printed[at] + printed.slice(at + 2)
      expect(swapped === printed || readRecoveryCode(swapped) === null).toBe(true)
      expect(readRecoveryCode(printed.slice(0, at) + printed.slice(at + 1))).toBeNull()
    }
    expect(readRecoveryCode(`${printed}0`)).toBeNull()
  }
})

test.each(['', '-', '0000', 'U'.repeat(36), '0'.repeat(36), '🙂'.repeat(18), 'NULL'].map((typed) => [typed]))(
  '%j is no code',
  (typed) => expect(readRecoveryCode(typed)).toBeNull(),
)

test('no two codes are alike', () => {
  const codes = Array.from({ length: 1000 }, () => writeRecoveryCode(newRecoveryCode()))
  expect(new Set(codes).size).toBe(1000)
})
