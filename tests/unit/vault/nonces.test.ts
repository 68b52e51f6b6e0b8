/**
 * One nonce twice under one key gives away both texts (C11). Nothing but zeros is sealed, so what comes out is the key stream
 * itself: two that are alike are one nonce twice. Random nonces: keys.test.ts.
 */
import * as fc from 'fast-check'
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { Sealing, tagBytes } from '../../../src-main/blobs/sealing.ts'
import { nodeCipher } from '../../../src-main/pipeline/node-cipher.ts'
import { startChannel } from '../../../src-main/pipeline/sealed-channel.ts'

const zeros = Buffer.alloc(32)
const streamOf = (sealed: Uint8Array) => Buffer.from(sealed).subarray(0, zeros.length).toString('hex')

test('every part of a file of a blob has its own, and another file another key', () => {
  const keys = { newest: 1, of: new Map([[1, randomBytes(32)]]) }
  const index = fc.uniqueArray(fc.nat(0xff_ff_ff), { minLength: 2, maxLength: 200 })
  fc.assert(
    fc.property(index, (indexes) => {
      const files = [Sealing.begin(keys), Sealing.begin(keys)]
      const streams = files.flatMap((file) => [
        ...indexes.map((n) => streamOf(file.sealChunk(n, zeros))),
        // 40 bytes of zeros: the hash and the number of bytes
        streamOf(file.sealTrailer('00'.repeat(32), 0)),
      ])
      expect(new Set(streams).size).toBe(streams.length)
    }),
  )
  expect(Sealing.begin(keys).sealChunk(0, zeros)).toHaveLength(zeros.length + tagBytes)
})

test('every frame between a page and the vault has its own, both ways', async () => {
  const [page, vault] = [await startChannel('page'), await startChannel('vault', nodeCipher)]
  const ends = [await page.finish(vault.publicKey), await vault.finish(page.publicKey)]
  const streams: string[] = []
  for (let n = 0; n < 2000; n += 1)
    for (const end of ends) streams.push(streamOf((await end.seal('\0'.repeat(32))).subarray(8)))
  expect(new Set(streams).size).toBe(streams.length)
})
