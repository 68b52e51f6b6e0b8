import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { largestResource } from '../../../shared/exchange/original.ts'
import { LineSplitter } from '../../../src-main/exchange/split-lines.ts'

/** The lines of a text that comes in pieces. */
function linesOf(text: string, sizes: readonly number[] = [Infinity]): { line: number; text: string }[] {
  const bytes = Buffer.from(text)
  const splitter = new LineSplitter()
  const lines = []
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1
    lines.push(...splitter.push(bytes.subarray(at, at + size)))
    at += size
  }
  return [...lines, ...splitter.end()].map((line) => ({ line: line.line, text: String(line.bytes) }))
}

test('lines are what stands between line ends, numbered from 1, however the bytes come', () => {
  const text = fc.array(fc.constantFrom('{"a":"é"}', '', ' ', '{"b":\u2028}', '日本'), { maxLength: 12 })
  const ends = fc.constantFrom('\n', '\r\n')
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(text, ends, fc.boolean(), sizes, (lines, end, ended, pieces) => {
      const whole = lines.join(end) + (ended ? end : '')
      const expected = lines.map((line, index) => ({ line: index + 1, text: line }))
      // nothing stands after the last line end
      if (!ended) while (expected.at(-1)?.text === '') expected.pop()
      const found = linesOf(whole, pieces)
      expect(found.filter((each) => each.text !== '')).toEqual(expected.filter((each) => each.text !== ''))
      expect(linesOf(whole)).toEqual(found)
    }),
  )
})

test('a line longer than a resource may be has no bytes, and harms no other', () => {
  const splitter = new LineSplitter()
  const found = [...splitter.push(Buffer.from('first\n'))]
  const block = Buffer.alloc(8 * 1024 * 1024, 'x')
  for (let size = 0; size <= largestResource; size += block.length) found.push(...splitter.push(block))
  found.push(...splitter.push(Buffer.from('end\nlast')), ...splitter.end())
  expect(found.map(({ line, bytes }) => [line, bytes?.toString() ?? null])).toEqual([
    [1, 'first'],
    [2, null],
    [3, 'last'],
  ])
})

test('a line may be just as long as a resource', () => {
  const splitter = new LineSplitter()
  const [line] = splitter.push(Buffer.concat([Buffer.alloc(largestResource, 'x'), Buffer.from('\r\n')]))
  expect(line?.bytes?.length).toBe(largestResource)
})
