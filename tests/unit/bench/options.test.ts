import { expect, test } from 'vitest'
import { areaNames, measureOf } from '../../../tools/bench/areas.ts'
import { readOptions } from '../../../tools/bench/options.ts'

test('everything is measured unless areas are named, in the order of the index', () => {
  expect(readOptions([])).toEqual({ areas: areaNames, json: false, quick: false, patients: 100_000 })
  expect(readOptions(['--only', 'app'])?.areas).toEqual(['app'])
  expect(readOptions(['--only', 'app', '--only', 'store'])?.areas).toEqual(['store', 'app'])
  expect(readOptions(['--only', 'app,store'])?.areas).toEqual(['store', 'app'])
})

test('a quick run has a small practice, unless its size is given', () => {
  expect(readOptions(['--quick'])?.patients).toBe(5000)
  expect(readOptions(['--quick', '--patients', '20000'])?.patients).toBe(20_000)
})

test.each([['--only', 'everything'], ['--patients', '12'], ['--patients', 'many'], ['--fast'], ['store']])(
  'is not understood: %s %s',
  (...args) => {
    expect(readOptions(args.filter((each) => each !== undefined))).toBeNull()
  },
)

test('every area can be measured', async () => {
  for (const name of areaNames) expect(await measureOf(name)).toBeTypeOf('function')
})
