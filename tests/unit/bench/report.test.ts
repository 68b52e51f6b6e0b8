import { describe, expect, test } from 'vitest'
import { holds, type Figure } from '../../../tools/bench/figure.ts'
import { exitCode, jsonLine, rounded, summary, tableLine } from '../../../tools/bench/report.ts'

const figure = (given: Partial<Figure> = {}): Figure => ({
  name: 'store.search.p95',
  value: 2.3456,
  unit: 'ms',
  bar: { atMost: 3 },
  note: '100 keys',
  ...given,
})

describe('a bar', () => {
  test.each([
    [{ atMost: 3 }, 3, true],
    [{ atMost: 3 }, 3.0001, false],
    [{ atLeast: 20 }, 20, true],
    [{ atLeast: 20 }, 19.9, false],
    [{ atMost: 3 }, null, false],
    [{ atMost: 3 }, Number.NaN, false],
    [{ atLeast: 20 }, Number.POSITIVE_INFINITY, false],
    [null, null, true],
    [null, 1e9, true],
  ] as const)('%o with %s holds: %s', (bar, value, expected) => {
    expect(holds(figure({ bar, value }))).toBe(expected)
    expect(exitCode([figure(), figure({ bar, value })])).toBe(expected ? 0 : 1)
  })

  test('is held to the value itself, not to what is printed of it', () => {
    const close = figure({ value: 3.001 })
    expect(rounded(3.001)).toBe(3)
    expect(holds(close)).toBe(false)
    expect(tableLine(close)).toContain('DOES NOT HOLD')
  })
})

describe('for programs', () => {
  test('a figure is one line of JSON with five keys', () => {
    expect(jsonLine(figure())).toBe(
      '{"name":"store.search.p95","value":2.35,"unit":"ms","bar":"<= 3","holds":true}',
    )
    expect(jsonLine(figure({ bar: { atLeast: 20 }, value: null }))).toBe(
      '{"name":"store.search.p95","value":null,"unit":"ms","bar":">= 20","holds":false}',
    )
    expect(jsonLine(figure({ bar: null, note: 'two\nlines' }))).not.toContain('\n')
    expect(JSON.parse(jsonLine(figure({ bar: null })))).toMatchObject({ bar: null, holds: true })
  })
})

describe('for people', () => {
  test('three digits that mean something', () => {
    expect([0, 0.012345, 1.2345, 12.345, 123.45, 12_345.6].map(rounded)).toEqual([
      0, 0.0123, 1.23, 12.3, 123, 12_346,
    ])
    expect(rounded(Number.NaN)).toBeNaN()
  })

  test('a line says whether the bar holds; without a bar it says nothing, and what was not measured is skipped', () => {
    expect(tableLine(figure())).toMatch(/2\.35 ms +<= 3 +holds +100 keys$/)
    expect(tableLine(figure({ bar: null }))).not.toMatch(/holds|HOLD/)
    expect(tableLine(figure({ value: null }))).toMatch(/SKIPPED/)
  })

  test('the last line names what is not held', () => {
    expect(summary([figure(), figure({ bar: null })])).toBe('2 figures, 1 bars: all hold')
    expect(summary([figure(), figure({ name: 'a.b', value: 4 })])).toBe('2 figures, 2 bars: 1 not held (a.b)')
  })
})
