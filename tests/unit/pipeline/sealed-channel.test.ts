/** Both ends of a channel, each with the cipher it has in the product. */
import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { nodeCipher, nodeDeflate } from '../../../src-main/pipeline/node-cipher.ts'
import { startChannel, type CipherOf, type SealedChannel } from '../../../src-main/pipeline/sealed-channel.ts'

/** As the channel, WebCrypto and Node say it. */
const notWhole = /frame repeated|operation-specific|unable to authenticate/

async function ends(ofPage?: CipherOf): Promise<{ page: SealedChannel; vault: SealedChannel }> {
  const [page, vault] = [
    await startChannel('page', ofPage),
    await startChannel('vault', nodeCipher, nodeDeflate),
  ]
  return { page: await page.finish(vault.publicKey), vault: await vault.finish(page.publicKey) }
}

describe('a sealed channel', () => {
  test.each([
    ['from the page to the vault', 'page', 'vault'],
    ['from the vault to the page', 'vault', 'page'],
  ] as const)('%s: what is sealed is opened, once, and only whole', async (_way, from, to) => {
    const both = await ends()
    for (const text of ['', 'Nguyễn, Zoë', 'x'.repeat(70_000)]) {
      const frame = await both[from].seal(text)
      expect(await both[to].open(frame)).toBe(text)
      await expect(both[to].open(frame)).rejects.toThrow('frame repeated')
    }
    const frame = await both[from].seal('one more')
    for (const at of [7, 8, frame.length - 17, frame.length - 1]) {
      const altered = Uint8Array.from(frame)
      altered[at] = (altered[at] ?? 0) ^ 1
      await expect(both[to].open(altered)).rejects.toThrow(notWhole)
    }
    for (const length of [0, 8, 23, frame.length - 1])
      await expect(both[to].open(frame.subarray(0, length))).rejects.toThrow(notWhole)
    // what was refused has used nothing up
    expect(await both[to].open(frame)).toBe('one more')
  })

  test('a long answer goes deflated, and comes out to the letter; a page that deflates is not heard', async () => {
    const both = await ends()
    const day = JSON.stringify(
      Array.from({ length: 400 }, (_, n) => ({
        appointmentId: n,
        name: `Nguyễn, Zoë ${n}`,
        stage: 'scheduled',
      })),
    )
    const frame = await both.vault.seal(day)
    expect(frame.length).toBeLessThan(day.length / 4)
    expect(await both.page.open(frame)).toBe(day)
    // what cannot be made smaller comes as well
    const noise = randomBytes(40_000).toString('base64')
    expect(await both.page.open(await both.vault.seal(noise))).toBe(noise)

    const saysDeflated: CipherOf = async (secret, derivation) => {
      const cipher = await nodeCipher(secret, derivation)
      return {
        ...cipher,
        seal: (nonce, plain) => cipher.seal(nonce, Uint8Array.from([1, ...plain.subarray(1)])),
      }
    }
    const sly = await ends(saysDeflated)
    await expect(sly.vault.open(await sly.page.seal('short'))).rejects.toThrow('no known form')
    expect((await both.page.seal(day)).length).toBeGreaterThan(day.length)
  })

  test('does not open its own frames, nor those of another', async () => {
    const [one, other] = [await ends(), await ends()]
    const frame = await one.page.seal('for one')
    await expect(one.page.open(frame)).rejects.toThrow(notWhole)
    await expect(other.vault.open(frame)).rejects.toThrow(notWhole)
    expect(await one.vault.open(frame)).toBe('for one')
  })
})
