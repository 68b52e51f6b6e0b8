/** A line of a row that is read by hand is what its schema reads, and nothing else is taken for one. */
import { assert, constantFrom, jsonValue, oneof, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import { readLogLine } from '../../../shared/sync/log-chain.ts'
import { LogLine } from '../../../shared/sync/wire.ts'

const line = {
  s: 7,
  tx: 5,
  t: 'allergy',
  id: 'a1',
  v: 2,
  p: 'p1',
  o: 'op',
  r: { substance: 'Latex', reactions: [{ text: 'rash' }], note: null },
  sv: 6,
}
const uuid = '0190f3c4-6c1e-7e0a-9a53-0000000be9c4'
const op = { s: 7, tx: 5, o: uuid, st: 'applied', why: null, dev: uuid, n: [], end: 1 }
const redacted = { s: 7, tx: 5, x: 1, lh: 'a'.repeat(64) }
const odd = [undefined, null, 0, 1, 2, -1, 1.5, 2 ** 60, '', 'x', [], {}, true]

test('by hand as by the schema, whatever one field of it says', () => {
  const given = record({
    of: constantFrom<Record<string, unknown>>(line, op, redacted),
    field: constantFrom(...Object.keys({ ...line, ...op, ...redacted }), 'later'),
    value: oneof(constantFrom(...odd), jsonValue()),
  })
  assert(
    property(given, ({ of, field, value }) => {
      const changed = { ...of, [field]: value }
      expect(readLogLine(changed)).toEqual(LogLine.safeParse(changed).data ?? null)
    }),
    { numRuns: 500 },
  )
  for (const each of [line, op, redacted, { ...line, end: 1 }, { ...line, r: null }, ...odd])
    expect(readLogLine(each)).toEqual(LogLine.safeParse(each).data ?? null)
})

test('what a line says more than is known is passed over, and what would be no row is not', () => {
  expect(readLogLine({ ...line, st: 'applied', x: 1 })).toEqual(line)
  const evil = JSON.parse('{"__proto__": {"substance": "Latex"}}') as unknown
  expect(readLogLine({ ...line, r: evil })).toEqual(LogLine.parse({ ...line, r: evil }))
})
