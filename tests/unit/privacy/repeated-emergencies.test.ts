/** When emergencies are many: of one person, of one patient, and told once. */
import { describe, expect, test } from 'vitest'
import {
  repeatedEmergencies,
  type Emergency,
  type Told,
} from '../../../shared/privacy/repeated-emergencies.ts'
import { emergencyDays, manyEmergencies, peopleAtOnePatient } from '../../../shared/privacy/watch-limits.ts'

const now = Date.parse('2026-11-23T15:00:00.000Z')
const dayMs = 86_400_000
const emergency = (n: number, more: Partial<Emergency> = {}): Emergency => ({
  id: `e${n}`,
  userId: 'maya',
  patientId: `p${n}`,
  device: `d${n % 2}`,
  at: new Date(now - n * dayMs).toISOString(),
  ...more,
})
const found = (emergencies: readonly Emergency[], told: readonly Told[] = [], roles: string[] = ['nurse']) =>
  repeatedEmergencies(emergencies, told, () => roles, now)
const many = manyEmergencies(['nurse'])
const several = (count: number, more: Partial<Emergency> = {}) =>
  Array.from({ length: count }, (_each, n) => emergency(n, more))

describe('of one person', () => {
  test('one fewer is nothing; then it is told with the last of them, at whichever workstation they were', () => {
    expect(found(several(many - 1))).toEqual([])
    expect(found(several(many))).toEqual([
      {
        kind: 'repeated-emergency',
        about: 'maya',
        patientId: null,
        emergencyId: 'e0',
        device: 'd0',
        count: many,
        others: [],
      },
    ])
  })

  test('what is longer ago counts no more, and who treats more often is told of later', () => {
    const old = emergency(emergencyDays + 1)
    expect(found([...several(many - 1), old])).toEqual([])
    expect(manyEmergencies([])).toBeLessThan(many)
    expect(found(several(many - 1), [], [])).toHaveLength(1)
  })

  test('told is told, by a workstation or the cloud, until the days have passed', () => {
    const told = (days: number): Told => ({
      kind: 'repeated-emergency',
      about: 'maya',
      patientId: null,
      at: new Date(now - days * dayMs).toISOString(),
    })
    expect(found(several(many + 3), [told(2)])).toEqual([])
    expect(found(several(many), [told(emergencyDays + 1)])).toHaveLength(1)
    expect(found(several(many), [{ ...told(1), about: 'ben' }])).toHaveLength(1)
  })
})

test('of one patient by several people: about the last, with the others beside; one person again and again is not several', () => {
  const people = Array.from({ length: peopleAtOnePatient }, (_each, n) =>
    emergency(n, { userId: `u${n}`, patientId: 'raeann' }),
  )
  expect(found(people.slice(1))).toEqual([])
  expect(found([...people, emergency(9, { userId: 'u1', patientId: 'raeann' })])).toEqual([
    {
      kind: 'emergency-by-several',
      about: 'u0',
      patientId: 'raeann',
      emergencyId: 'e0',
      device: 'd0',
      count: peopleAtOnePatient,
      others: ['u1', 'u2'],
    },
  ])
})
