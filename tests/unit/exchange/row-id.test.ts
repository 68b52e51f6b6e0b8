import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { Id } from '../../../shared/kernel/fields.ts'
import {
  contentId,
  growthReferenceId,
  rowIds,
  sourceOf,
  versionId,
} from '../../../src-main/exchange/row-id.ts'

const uuid = 'e792af79-5fe0-4ed8-bf91-ad9e0b24603e'
const here = rowIds('Lakeside')

test('an id follows from its source’s name, type and id there, on every workstation', () => {
  const id = here('Observation', 'obs-1', here('Patient', 'p', null))
  expect(id).toBe(rowIds('Lakeside')('Observation', 'obs-1', here('Patient', 'p', null)))
  // written down: an id that changes with a release would import everything again
  expect(here('Patient', 'p', null)).toBe('d5e77e57-4525-8a38-b763-635a90ce2e40')
  const others = [
    here('Observation', 'obs-2', null),
    here('Procedure', 'obs-1', null),
    rowIds('Hillside')('Observation', 'obs-1', null),
    here('Observation', 'Obs-1', null),
  ]
  expect(new Set([here('Observation', 'obs-1', null), ...others]).size).toBe(5)
})

test('an id that is unique everywhere is the same from every source, and in capitals', () => {
  expect(rowIds('Hillside')('Patient', uuid, null)).toBe(here('Patient', uuid, null))
  expect(here('Patient', uuid.toUpperCase(), null)).toBe(here('Patient', uuid, null))
  expect(sourceOf(uuid, 'Lakeside')).toBeNull()
  expect(sourceOf('p1', 'Lakeside')).toBe('Lakeside')
})

test('ids are UUIDs of version 8, and a chart’s begin alike', () => {
  const patient = here('Patient', uuid, null)
  for (let n = 0; n < 500; n += 1) {
    const id = here('Observation', `o${n}`, patient)
    expect(Id.parse(id)).toBe(id)
    expect(id).toMatch(/^.{14}8.{4}[89ab]/)
    expect(id.slice(0, 13)).toBe(patient.slice(0, 13))
  }
})

test('asking often gives what asking once does', () => {
  const ids = rowIds('x')
  const first = Array.from({ length: 3000 }, (_, n) => ids('Patient', String(n), null))
  expect(Array.from({ length: 3000 }, (_, n) => ids('Patient', String(n), null))).toEqual(first)
  expect(new Set(first).size).toBe(3000)
})

test('what came without an id gets one from its content; a version gets one of its own beside it', () => {
  const hash = createHash('sha256').update('{}').digest('hex')
  expect(sourceOf(contentId(hash), 'Lakeside')).toBeNull()
  const id = here('Basic', contentId(hash), null)
  expect(versionId(id, hash)).not.toBe(id)
  expect(versionId(id, hash).slice(0, 13)).toBe(id.slice(0, 13))
  expect(Id.safeParse(versionId(id, hash)).success).toBe(true)
})

test('a growth reference has one id everywhere', () => {
  expect(Id.safeParse(growthReferenceId('bmi-for-age', 'female')).success).toBe(true)
  expect(growthReferenceId('bmi-for-age', 'female')).not.toBe(growthReferenceId('bmi-for-age', 'male'))
})
