/** What is proven of an audit log: each way to tamper with it is named, with the first entry that is not what it was (A5, A8). */
import { describe, expect, test } from 'vitest'
import { verifyChain, type Given, type Kept } from '../../../shared/audit/chain.ts'
import { canonicalText, logStart, readEntry } from '../../../shared/audit/entry.ts'
import { chainCrypto } from '../../../src-main/audit/chain-crypto.ts'
import { chainCrypto as ofTheCloud } from '../../../src-cloud/audit/chain-crypto.ts'
import { entryText, firstKey, madeLog, rewritten } from '../../kit/audit-logs.ts'

const start = { n: 0, h: logStart }
const verdict = (entries: readonly Kept[], given: Partial<Given> = {}) =>
  verifyChain(chainCrypto, { base: start, epoch: null, key: null, entries, ...given })
const log = madeLog(9)
const end = { n: 9, h: log[8]?.h ?? '' }
const at = (index: number): Kept => log[index] ?? { text: '', h: '', mac: '' }

test('a text is written in one way (RFC 8785), and read only in that', () => {
  expect(canonicalText({ b: [1e21, 0.000001, -0], a: '\u20ac"\\\u0001', '\u{1f600}': null, Z: true })).toBe(
    '{"Z":true,"a":"€\\"\\\\\\u0001","b":[1e+21,0.000001,0],"😀":null}',
  )
  const text = entryText(1, logStart)
  expect(readEntry(text)?.n).toBe(1)
  expect(readEntry(` ${text}`)).toBeNull()
  expect(
    readEntry(JSON.stringify({ ...(JSON.parse(text) as object), v: 1 }).replace('"v":1', '"v":1.0')),
  ).toBeNull()
  // what a later version adds is hashed and kept
  const later = canonicalText({ ...(JSON.parse(text) as object), place: 'x' })
  expect(readEntry(later)).toMatchObject({ place: 'x' })
})

test('a whole log holds, from any base, and workstation and cloud hash it alike', () => {
  expect(verdict(log, { key: firstKey, anchors: [end] })).toMatchObject({ ok: true, end, epoch: 1 })
  expect(verdict([])).toMatchObject({ ok: true, end: start })
  const half = verdict(log.slice(0, 4), { key: firstKey })
  if (!half.ok) throw new Error('it does not hold')
  expect(verdict(log.slice(4), { base: half.end, epoch: half.epoch, key: half.key })).toMatchObject({
    ok: true,
    end,
  })
  expect(verifyChain(ofTheCloud, { base: start, epoch: 1, key: firstKey, entries: log })).toEqual(
    verdict(log, { key: firstKey }),
  )
})

describe('a log that was tampered with', () => {
  const changed = { ...at(3), text: at(3).text.replace('"done"', '"refused"') }
  const rehashed = rewritten(at(3), (entry) => (entry['outcome'] = 'refused'))
  const foreign = rewritten(at(3), (entry) => (entry['action'] = 'never.happened'))
  const other = madeLog(9, { action: 'never.happened' }, 'cd'.repeat(32))
  test.each<[string, readonly Kept[], string, number, Partial<Given>?]>([
    ['an entry edited', log.with(3, changed), 'edited', 4],
    ['an entry edited, and its hash', log.with(3, rehashed), 'edited', 4],
    [
      'the last entry edited, and its hash',
      [...log.slice(0, 8), rewritten(at(8), (entry) => (entry['outcome'] = 'x'))],
      'edited',
      9,
      { key: firstKey },
    ],
    ['an entry deleted inside', log.toSpliced(3, 1), 'deleted', 4],
    ['the first entry deleted', log.slice(1), 'deleted', 1],
    ['the tail deleted', log.slice(0, 6), 'tail-deleted', 7, { anchors: [end] }],
    ['everything deleted', [], 'tail-deleted', 1, { anchors: [end] }],
    ['two entries exchanged', log.with(3, at(4)).with(4, at(3)), 'reordered', 4],
    ['an entry put in', log.toSpliced(3, 0, foreign), 'inserted', 4],
    ['an entry put in that says a number of before', log.toSpliced(5, 0, foreign), 'inserted', 6],
    ['an entry doubled', log.toSpliced(4, 0, at(3)), 'duplicated', 5],
    ['an entry doubled at the end', [...log, at(2)], 'duplicated', 10],
    ['all of it replaced, by what the codes say', other, 'replaced', 1, { key: firstKey }],
    ['all of it replaced, by what is known from elsewhere', other, 'replaced', 1, { anchors: [end] }],
    ['another log from an anchor on', other, 'replaced', 1, { anchors: [{ n: 4, h: at(3).h }, end] }],
    ['text that is no entry', log.with(2, { ...at(2), text: '{}' }), 'edited', 3],
  ])('%s', (_how, entries, what, firstBad, given = {}) => {
    expect(verdict(entries, given)).toEqual({ ok: false, what, firstBad })
  })

  test('of another workstation, or of an epoch that had ended', () => {
    expect(verdict(log, { device: 'another' })).toEqual({ ok: false, what: 'inserted', firstBad: 1 })
    expect(verdict(log, { epoch: 2 })).toEqual({ ok: false, what: 'edited', firstBad: 1 })
  })
})

test('who has everything there is after an entry can write what follows, and nothing of before (forward security)', () => {
  // the state of a workstation after five entries: its log, and the key of the sixth
  const held = verdict(log.slice(0, 5), { key: firstKey })
  if (!held.ok) throw new Error('it does not hold')
  const stolen = held.key ?? ''
  const goesOn = (from: readonly Kept[], key: string, count: number): Kept[] => {
    const entries = [...from]
    let current = key
    for (let n = from.length + 1; n <= count; n += 1) {
      const text = entryText(n, entries.at(-1)?.h ?? logStart, { action: 'forged' })
      const h = chainCrypto.sha256(text)
      entries.push({ text, h, mac: chainCrypto.mac(current, h) })
      current = chainCrypto.evolve(current)
    }
    return entries
  }
  expect(verdict(goesOn(log.slice(0, 5), stolen, 9), { key: firstKey }).ok).toBe(true)
  for (let from = 0; from < 5; from += 1)
    expect(verdict(goesOn(log.slice(0, from), stolen, 9), { key: firstKey })).toMatchObject({
      ok: false,
      firstBad: from + 1,
    })
  // and from a key there is no way to the one before
  expect(stolen).not.toBe(firstKey)
  let key = stolen
  for (let n = 0; n < 1000; n += 1) {
    key = chainCrypto.evolve(key)
    expect(key).not.toBe(firstKey)
  }
})
