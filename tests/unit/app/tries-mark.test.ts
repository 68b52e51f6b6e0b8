/** The mark of the tries to come in, on its way to the keychain. */
import { expect, test } from 'vitest'
import { DemoKeyFile, type Keychain } from '../../../src-main/app/keychain.ts'
import { TriesMark } from '../../../src-main/app/tries-mark.ts'
import { tempFolder } from '../../kit/practice.ts'

/** A keychain that answers when it is told to. */
function slowKeychain() {
  const written: string[] = []
  const waiting: (() => void)[] = []
  const keychain: Pick<Keychain, 'readMark' | 'writeMark'> = {
    readMark: () => Promise.resolve(written.at(-1) ?? null),
    writeMark: (_device, mark) =>
      new Promise<void>((resolve, reject) =>
        waiting.push(() => {
          if (mark === 'refused') return reject(new Error('locked'))
          written.push(mark)
          resolve()
        }),
      ),
  }
  const answer = async () => {
    waiting.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { keychain, written, waiting, answer }
}

test('begins at once, one after the other; of many that wait the last is written', async () => {
  const { keychain, written, waiting, answer } = slowKeychain()
  const mark = new TriesMark(keychain, () => undefined)
  for (const each of ['1', '2', '3']) mark.keep('device', each)
  expect(waiting).toHaveLength(1)
  const read = mark.read('device')
  await answer()
  await answer()
  expect(written).toEqual(['1', '3'])
  expect([await read, waiting.length]).toEqual(['3', 0])
  mark.keep('device', '4')
  await answer()
  expect(written.at(-1)).toBe('4')
})

test('a keychain that refuses one is told of, and gets the next; one that does not answer keeps nobody', async () => {
  const { keychain, written, answer } = slowKeychain()
  let failed = 0
  const mark = new TriesMark(keychain, () => (failed += 1))
  mark.keep('device', 'refused')
  await answer()
  expect(failed).toBe(1)
  mark.keep('device', '2')
  await mark.settled(10)
  expect(written).toEqual([])
  await answer()
  await mark.settled(10_000)
  expect(written).toEqual(['2'])
  expect(await mark.read(null)).toBeNull()
})

test('lies beside the audit log’s, and neither is taken for the other', async () => {
  const keys = new DemoKeyFile(tempFolder(true))
  await keys.writeMark('device', 'of the log')
  await keys.writeMark('device', 'of the tries', 'tries')
  expect(await keys.readMark('device')).toBe('of the log')
  expect(await keys.readMark('device', 'tries')).toBe('of the tries')
  expect(await keys.readMark('other', 'tries')).toBeNull()
})
