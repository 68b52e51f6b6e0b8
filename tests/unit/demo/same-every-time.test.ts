import { createHash } from 'node:crypto'
import { expect, onTestFinished, test, vi } from 'vitest'
import { demoPractice } from '../../../tools/demo/practice.ts'
import { population } from '../../../tools/demo/population.ts'
import { readDay } from '../../../tools/demo/days.ts'
import { linesOf, today } from './read-demo.ts'

const hashOf = (lines: readonly string[]) => createHash('sha256').update(lines.join('\n')).digest('hex')

test('the same seed, size and day make the same bytes, whatever the clock says', () => {
  vi.spyOn(Math, 'random').mockImplementation(() => expect.unreachable('chance comes from the seed'))
  vi.spyOn(Date, 'now').mockImplementation(() => expect.unreachable('the day is given'))
  onTestFinished(() => void vi.restoreAllMocks())
  const first = hashOf(linesOf({ patients: 40 }))
  expect(hashOf(linesOf({ patients: 40 }))).toBe(first)
  expect(hashOf(linesOf({ patients: 40, seed: 2 }))).not.toBe(first)
  expect(hashOf(linesOf({ patients: 40, today: '2026-11-21' }))).not.toBe(first)
  expect(hashOf(linesOf({ patients: 40, seed: '1' }))).toBe(first)
})

test('a bigger demo begins with the smaller one', () => {
  const small = linesOf({ patients: 57 })
  expect(linesOf({ patients: 130 }).slice(0, small.length)).toEqual(small)
})

test('the short depth has the same people, insurance and first allergies', () => {
  const full = new Set(linesOf({ patients: 120 }))
  const index = linesOf({ patients: 120, depth: 'index' })
  expect(index.length).toBeGreaterThan(300)
  expect(index.filter((line) => !full.has(line))).toEqual([])
  const types = new Set(index.map((line) => (JSON.parse(line) as { resourceType: string }).resourceType))
  expect([...types].toSorted()).toEqual([
    'AllergyIntolerance',
    'Coverage',
    'Location',
    'Organization',
    'Patient',
    'Practitioner',
    'PractitionerRole',
  ])
})

test('a long chart is whole in the short depth too, and everybody else is short', () => {
  const index = new Set(linesOf({ patients: 120, depth: 'index' }))
  const long = linesOf({ patients: 120, depth: 'index', longChart: true }).filter((line) => !index.has(line))
  const whole = new Set(linesOf({ patients: 1, longChart: true }))
  expect(long.filter((line) => !whole.has(line))).toEqual([])
  expect(long.filter((line) => line.startsWith('{"resourceType":"Encounter"')).length).toBeGreaterThanOrEqual(
    500,
  )
})

test('nothing is made before it is asked for', () => {
  const practice = demoPractice({ patients: 1_000_000_000, seed: 1, today })
  expect(practice.next().value?.resourceType).toBe('Organization')
  practice.return(undefined)
})

test('only the first patient differs when a long chart is asked for', () => {
  const plain = linesOf({ patients: 3 })
  const long = linesOf({ patients: 3, longChart: true })
  const afterFirst = (lines: readonly string[]) => {
    const patients = lines.flatMap((line, at) => (line.startsWith('{"resourceType":"Patient"') ? [at] : []))
    return lines.slice(patients[1])
  }
  expect(afterFirst(long)).toEqual(afterFirst(plain))
  expect(long.filter((line) => line.startsWith('{"resourceType":"Patient"'))).toEqual(
    plain.filter((line) => line.startsWith('{"resourceType":"Patient"')),
  )
})

test('there are as many names as a large practice has', () => {
  const [words, names] = [new Set<string>(), new Set<string>()]
  for (const { name } of population('1', 20_000, readDay(today))) {
    names.add([...name.given, name.family].join(' '))
    for (const part of [...name.given, ...name.family.split(/[\s-]+/)]) words.add(part)
  }
  // 100,000 patients contain these 20,000
  expect(words.size).toBeGreaterThan(3000)
  expect(names.size).toBeGreaterThan(10_000)
})

test('speed', () => {
  const start = performance.now()
  const count = linesOf({ patients: 300 }).length
  const rate = Math.round((count / (performance.now() - start)) * 1000)
  console.log(`demo practice: ${count} resources of 300 patients, ${rate} a second`)
  expect(count).toBeGreaterThan(20_000)
})
