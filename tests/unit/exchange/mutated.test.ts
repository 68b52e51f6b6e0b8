import * as fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { recordFor } from '../../../shared/exchange/map-resource.ts'
import { prepared } from '../../kit/prepare.ts'
import { sharedData } from '../../kit/shared-data.ts'
import { linesOf } from '../demo/read-demo.ts'

type Json = { [key: string]: unknown }

/** Every place in a value that something else could stand in. */
function places(value: unknown): { holder: Json; key: string }[] {
  if (typeof value !== 'object' || value === null) return []
  const holder = value as Json
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...places(holder[key])])
}

const odd = fc.constantFrom<unknown>(
  null,
  0,
  -1,
  1e300,
  true,
  '',
  'x',
  '2020-13-45',
  '\ud800',
  '\u0000',
  'y'.repeat(5000),
  [],
  [null],
  [[]],
  ['x'],
  [7],
  {},
  { reference: 7 },
  { reference: '#x' },
  { coding: 'x' },
  { coding: [null] },
)

/** Some of each type that the demo practice makes, and of the examples of US Core where they are beside the project. */
function examples(): string[] {
  const few = new Map<string, string[]>()
  const add = (line: string) => {
    const type = /"resourceType":\s*"(\w+)"/.exec(line)?.[1] ?? ''
    const known = few.get(type) ?? []
    if (known.length < 12) few.set(type, [...known, line])
  }
  for (const line of linesOf({ patients: 40 })) add(line)
  const core = sharedData('us-core/ig-examples', 'changed examples of US Core')
  for (const name of core === null ? [] : readdirSync(core))
    if (name.endsWith('.json')) add(readFileSync(join(core ?? '', name), 'utf8'))
  return [...few.values()].flat()
}

test('whatever stands where something else should: a row that fits, or a refusal with a path; never an error', async () => {
  const all = examples()
  expect(all.length).toBeGreaterThan(100)
  let refused = 0
  let fits = 0
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...all),
      fc.array(fc.tuple(fc.nat(), odd), { minLength: 1, maxLength: 3 }),
      async (text, changes) => {
        const resource = JSON.parse(text) as Json
        for (const [at, value] of changes) {
          const all = places(resource)
          const place = all[at % all.length]
          if (place) place.holder[place.key] = structuredClone(value)
        }
        const result = await prepared(resource, { last: true })
        if (result === 'later') throw new Error('it waits for ever')
        if ('reason' in result) {
          refused += 1
          return
        }
        const record = recordFor(result.original.resourceType)
        if (!record || !result.row) return
        expect(record.row.safeParse(result.row).error?.issues).toBeUndefined()
        fits += 1
      },
    ),
    { numRuns: 4000 },
  )
  expect(refused).toBeGreaterThan(200)
  expect(fits).toBeGreaterThan(200)
})
