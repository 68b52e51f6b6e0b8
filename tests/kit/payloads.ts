/** What a hostile or broken page might send: arbitrary JSON, and valid inputs with something wrong in them. */
import * as fc from 'fast-check'
import { everyContract } from './examples.ts'

const wild: fc.Arbitrary<unknown> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme-composite', maxLength: 60 }),
  fc.constantFrom(
    null,
    true,
    -0,
    0,
    1e308,
    -1,
    2 ** 53,
    '',
    '\u0000',
    '\ud800',
    'x'.repeat(5000),
    '🙂'.repeat(700),
    '%s%n%x',
    "'; DROP TABLE patients; --",
    '" OR 1=1 --',
    '" NEAR( * AND ^ {',
    '../../../etc/passwd',
    '<script>alert(1)</script>',
    '\u202etxt.exe',
    '9999-99-99',
    '0000-00-00',
    '2026-02-30',
    '1e400',
    '__proto__',
    'NaN',
  ),
  fc.double(),
  fc.integer(),
  fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n }).map(Number),
  fc.jsonValue({ maxDepth: 3 }),
)

/** Sets something at a path inside of a copy. */
function changed(value: unknown, path: readonly number[], make: (old: unknown) => unknown): unknown {
  if (typeof value !== 'object' || value === null || path.length === 0) return make(value)
  const keys = Object.keys(value)
  if (keys.length === 0) return make(value)
  const key = keys[(path[0] ?? 0) % keys.length] ?? ''
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string, unknown>
  copy[key] = changed(copy[key], path.slice(1), make)
  if (copy[key] === gone) Reflect.deleteProperty(copy, key)
  return copy
}
const gone = Symbol('gone')

const path = fc.array(fc.nat(20), { minLength: 1, maxLength: 4 })
const mutations = fc.array(
  fc.tuple(
    path,
    fc.oneof(
      { weight: 4, arbitrary: wild.map((value) => () => value) },
      { weight: 1, arbitrary: fc.constant(() => gone) },
      { weight: 1, arbitrary: fc.constant((old: unknown) => [old, old]) },
      { weight: 1, arbitrary: fc.constant((old: unknown) => ({ old })) },
      { weight: 1, arbitrary: fc.constant((old: unknown) => `${String(old)}${String(old)}`) },
      {
        weight: 1,
        arbitrary: fc
          .string({ maxLength: 12 })
          .map((key) => (old: unknown) => ({ ...Object(old), [key]: 1 })),
      },
    ),
  ),
  { minLength: 0, maxLength: 3 },
)

const contract = fc.constantFrom(...everyContract)
const valid = fc.tuple(contract, mutations).map(([{ name, example }, changes]) => {
  let value: unknown = example
  for (const [where, make] of changes) value = changed(value, where, make as (old: unknown) => unknown)
  return { name, json: JSON.stringify(value) ?? 'null' }
})
const deep = fc
  .tuple(contract, fc.integer({ min: 1000, max: 15_000 }), fc.constantFrom('[', '{"a":', '[{"a":['))
  .map(([{ name }, depth, open]) => {
    const close = [...open]
      .toReversed()
      .flatMap((each) => (each === '[' ? [']'] : each === '{' ? ['}'] : []))
      .join('')
    return { name, json: `${open.repeat(depth)}0${close.repeat(depth)}` }
  })

/** A call as it reaches dispatch: a name and a text that may be JSON. */
export const calls: fc.Arbitrary<{ name: string; json: string }> = fc.oneof(
  { weight: 12, arbitrary: valid },
  {
    weight: 3,
    arbitrary: fc.record({ name: contract.map(({ name }) => name), json: fc.json({ maxDepth: 4 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      name: contract.map(({ name }) => name),
      json: fc.string({ unit: 'binary', maxLength: 80 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ name: fc.string({ unit: 'binary', maxLength: 40 }), json: fc.json() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      name: fc.constantFrom(
        '__proto__',
        'constructor',
        'toString',
        'access',
        'access.',
        '.getMe',
        ' access.getMe',
        'access.getMe ',
        'ACCESS.GETME',
        'hasOwnProperty',
      ),
      json: fc.constant('{}'),
    }),
  },
  { weight: 1, arbitrary: deep },
)
