import { expect, test } from 'vitest'
import { keysOf } from '../../../tools/bench/typed-searches.ts'

test('a search is asked after every key but a space, which the screen trims', () => {
  expect(keysOf('ok r')).toEqual(['o', 'ok', 'ok r'])
  expect(keysOf('2/29')).toEqual(['2', '2/', '2/2', '2/29'])
  expect(keysOf('')).toEqual([])
})
