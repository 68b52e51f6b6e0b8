/** What a page sends is read as data that inherits from nothing, in processes whose built-ins nobody can change (I7). */
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Contract } from '../../../shared/kernel/contract.ts'
import { valueOf } from '../../../src-main/pipeline/read-input.ts'
import { root } from '../../../tools/proc.ts'
import { textOf, withoutComments } from '../../kit/sources.ts'

test('objects of what was sent inherit from nothing, at every depth; lists and texts are what they were', () => {
  const json =
    '{"a":[{"__proto__":{"polluted":1},"b":{"toString":"x"}}],"constructor":{"prototype":{}},"n":[1,"t",null,true]}'
  const value = valueOf({ json }, {} as Contract) as Record<string, unknown>
  const objects: object[] = []
  const look = (each: unknown): void => {
    if (typeof each !== 'object' || each === null) return
    if (!Array.isArray(each)) objects.push(each)
    Object.values(each).forEach(look)
  }
  look(value)
  expect(objects).toHaveLength(6)
  for (const each of objects) expect(Object.getPrototypeOf(each)).toBe(null)
  expect(value['n']).toEqual([1, 't', null, true])
  expect(JSON.stringify(value)).toBe(json)
  expect(Reflect.get({}, 'polluted')).toBe(undefined)
  // and the schema's own answer is as it always was
  const schema = z.strictObject({ a: z.strictObject({ b: z.string() }) })
  const parsed = schema.parse(valueOf({ json: '{"a":{"b":"c"}}' }, {} as Contract))
  expect(parsed).toEqual({ a: { b: 'c' } })
  expect(schema.safeParse(valueOf({ json: '{"a":{"b":"c","__proto__":{}}}' }, {} as Contract)).success).toBe(
    false,
  )
})

test('the vault and each of its threads freezes the built-ins before it hears anything', () => {
  const started = readdirSync(`${root}/src-main`).filter((name) => /-(process|worker)\.ts$/.test(name))
  expect(started.length).toBeGreaterThanOrEqual(6)
  for (const name of started) {
    const text = withoutComments(textOf(`src-main/${name}`))
    const [frozen, hears] = [text.indexOf('\nfreezeBuiltIns()\n'), text.indexOf(".on('message'")]
    expect([name, frozen > 0 && (hears < 0 || frozen < hears)]).toEqual([name, true])
  }
})
