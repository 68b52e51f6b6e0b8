import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { membersOf, repeatedName, shapeOf } from '../../../src-main/exchange/check-json.ts'

const key = fc.constantFrom('a', 'b', 'id', 'é', 'x"y', '{', ':')
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('', 'text', '":{[', 'back\\slash', 1, true, null),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(key, tie('any'), { maxKeys: 3 }),
  ),
})).any

const depthOf = (any: unknown): number =>
  typeof any !== 'object' || any === null ? 0 : 1 + Math.max(0, ...Object.values(any).map(depthOf))

test('members and depth are the same of the text as of what it stands for', () => {
  fc.assert(
    fc.property(value, fc.constantFrom(undefined, 1), (any, indent) => {
      const { members, depth } = shapeOf(Buffer.from(JSON.stringify(any, null, indent)))
      expect({ members, depth }).toEqual({ members: membersOf(any), depth: depthOf(any) })
    }),
  )
})

test('a text whose name is there twice has a member more than what is read of it', () => {
  const text = '{"a":{"b":1,"c":[{"d":1,"d":2}]}}'
  expect(shapeOf(Buffer.from(text)).members).toBe(membersOf(JSON.parse(text)) + 1)
})

describe('where the repeated name stands', () => {
  test.each([
    ['{"a":1,"a":2}', 'a'],
    ['{"a":{"b":1,"c":[{"d":1},{"d":1,"d":2}]}}', 'a.c[1].d'],
    ['{"name":[{"family":"x"},{"family":"y","given":["family","family"],"family":"z"}]}', 'name[1].family'],
    ['{"a\\u0062":1,"ab":2}', 'ab'],
    ['{"a":"b","b":"a","c":["a","a"]}', ''],
    ['[{"a":1},{"a":1}]', ''],
  ])('%s: %s', (text, path) => {
    expect(repeatedName(text)).toBe(path)
  })
})
