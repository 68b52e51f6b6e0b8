import { expect, test } from 'vitest'
import { sizeText } from '../../../src-renderer/kernel/size-text.ts'

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1000, '1 KB'],
  [1234, '1.2 KB'],
  [9949, '9.9 KB'],
  [9950, '10 KB'],
  [184_000, '184 KB'],
  [999_499, '999 KB'],
  [999_500, '1 MB'],
  [1_250_000, '1.3 MB'],
  [41_000_000_000, '41 GB'],
  [5_000_000_000_000_000, '5,000 TB'],
])('%i is %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text)
})
