/** docs/checklist.md says of each row of the security checklist how far it is held, and by which tests; here those are looked up. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../tools/proc.ts'
import { textOf } from '../kit/sources.ts'

const lengths = { E: 29, I: 7, R: 6, S: 19, C: 12, A: 14, T: 7, B: 5, X: 6, G: 5, L: 4, N: 4, Q: 4 }
const ids = Object.entries(lengths).flatMap(([letter, length]) =>
  Array.from({ length }, (_each, n) => `${letter}${n + 1}`),
)
const states = ['holds', 'in part', 'packaged app', 'not yet'] as const

const rows = textOf('docs/checklist.md')
  .split('\n')
  .filter((line) => /^\| [A-Z]\d+ /.test(line))
  .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))
  .map(([, id = '', requirement = '', state = '', shown = '']) => ({ id, requirement, state, shown }))

/** A test is named as `file` “name”; several names may follow one file. */
function testsOf(shown: string): { file: string; name: string }[] {
  let file = ''
  return [...shown.matchAll(/`([^`]+)`|“([^”]+)”/g)].flatMap(([, path, name]) => {
    if (path !== undefined) file = path
    return name === undefined ? [] : [{ file, name }]
  })
}
const fileOf = (name: string) => `tests/${name}.test.ts`
const namedIn = new Map<string, Set<string>>()
/** First arguments of `test(…)`, and of what `test.each(…)`, `test.skipIf(…)` and the like give; not of `describe`. */
function namesIn(file: string): ReadonlySet<string> {
  const known = namedIn.get(file)
  if (known) return known
  const text = textOf(file)
  const found = text.matchAll(/(?:\btest\(|\)\()\s*(?:'([^'\n]+)'|`([^`\n]+)`),/g)
  const ofTests = [...found].filter(({ 0: all, index }) => {
    const opener = [...text.slice(0, index).matchAll(/\b(test|describe)\.\w+/g)].at(-1)?.[1]
    return all.startsWith('test(') || opener === 'test'
  })
  const names = new Set(ofTests.map(([, single, back]) => single ?? back ?? ''))
  namedIn.set(file, names)
  return names
}

test('every row of the checklist is there once, in order, with a state and in words', () => {
  expect(rows.map(({ id }) => id)).toEqual(ids)
  for (const { id, requirement, state } of rows) {
    expect([id, states.includes(state as never)]).toEqual([id, true])
    expect([id, requirement.length > 10]).toEqual([id, true])
  }
  const counts = states.map((state) => rows.filter((row) => row.state === state).length)
  const [hold, part, packaged, not] = counts
  console.log(
    `checklist: ${rows.length} rows: ${hold} hold, ${part} in part, ${packaged} wait for the packaged app, ${not} not yet`,
  )
})

test('every test it names is there, under that very name', () => {
  const named = rows.flatMap(({ id, shown }) => testsOf(shown).map((each) => ({ id, ...each })))
  expect(named.length).toBeGreaterThan(100)
  const missing = named.filter(
    ({ file, name }) => !existsSync(join(root, fileOf(file))) || !namesIn(fileOf(file)).has(name),
  )
  expect(missing).toEqual([])
})

/** What a state asks of what stands beside it. */
const proven: Readonly<Record<string, (tests: readonly { file: string }[], words: string) => boolean>> = {
  // what is skipped here shows nothing here
  holds: (tests) => tests.some(({ file }) => file !== 'e2e/packaged'),
  'in part': (tests, words) => tests.length > 0 && words.length > 15,
  'packaged app': (tests) => tests.some(({ file }) => file === 'e2e/packaged'),
  'not yet': (tests, words) => tests.length === 0 && words.length > 15,
}

test('what is said to hold names a test that runs, what does not says in words what is missing', () => {
  const wordsOf = (shown: string) => shown.replaceAll(/`[^`]+`|“[^”]+”|[\s,;]/g, '')
  const unproven = rows.filter(({ state, shown }) => !proven[state]?.(testsOf(shown), wordsOf(shown)))
  expect(unproven).toEqual([])
})
