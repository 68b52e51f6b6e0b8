/** Rights in a clinic's words: none is left out, none is said twice, and where one comes from is told whole. */
import { expect, test } from 'vitest'
import {
  accessText,
  placesText,
  permissionGroups,
  permissionWords,
  roleWords,
} from '../../../shared/access/access-words.ts'
import { rightSources } from '../../../shared/access/right-sources.ts'
import { rightsOf } from '../../../shared/access/rights.ts'
import { roleNames } from '../../../shared/access/roles.ts'
import { stateOf } from '../../../shared/access/person.ts'
import { permissions } from '../../../shared/kernel/permissions.ts'

test('every right is in exactly one group, with a name of its own and words', () => {
  const grouped = permissionGroups.flatMap(({ rights }) => rights.map(({ permission }) => permission))
  expect(grouped.toSorted()).toEqual([...permissions].toSorted())
  const words = [...permissionWords.values()]
  expect(new Set(words.map(({ name }) => name)).size).toBe(permissions.length)
  for (const { name, can } of words) {
    // the one abbreviation that is everybody's word
    expect(name.replace('HIV', 'Hiv')).toMatch(/^[A-Z][a-z ]+$/)
    // after a name: "Bo Lindqvist reads charts"
    expect(can.replace('HIV', 'hiv')).toMatch(/^[a-z][a-z ,]+$/)
  }
  expect(new Set(permissionGroups.map(({ name }) => name)).size).toBe(permissionGroups.length)
})

test('every role has a name and what it is for', () => {
  expect(new Set(roleNames.map((role) => roleWords[role].name)).size).toBe(roleNames.length)
  for (const role of roleNames) expect(roleWords[role].about).toMatch(/^[A-Z].*\.$/)
  expect(
    accessText({ roles: ['nurse', 'administrator'], levels: [{ name: 'Weekend desk' }], reach: null }),
  ).toBe('Nurse, Administrator (IT), Weekend desk')
  const reach = { places: [{ name: 'Harbor' }, { name: 'Northside' }, { name: 'Southside' }] }
  expect(accessText({ roles: ['nurse'], levels: [], reach })).toBe(
    'Nurse · only Harbor, Northside, Southside',
  )
  expect(placesText(reach.places, 20)).toBe('Harbor and 2 more')
  expect(placesText(reach.places, 12)).toBe('3 locations')
})

test('where rights come from agrees with what somebody may do', () => {
  const today = '2026-11-29'
  const level = { id: 'level', name: 'Weekend desk', permissions: ['print', 'audit.read'] as const }
  const levels = [{ ...level, permissions: [...level.permissions] }]
  const until = { until: today, reason: 'x' }
  const person = {
    roles: ['nurse' as const],
    levels: ['level'],
    exceptions: [
      { permission: 'billing.read' as const, allow: true, ...until },
      { permission: 'chart.write' as const, allow: false, ...until },
      { permission: 'record.export' as const, allow: true, until: '2026-11-28', reason: 'x' },
    ],
    active: true,
    endsOn: null,
  }
  const sourced = rightSources(person, levels, today)
  const theirs = sourced.filter(({ takenUntil }) => takenUntil === null).map(({ permission }) => permission)
  expect(theirs.toSorted()).toEqual([...rightsOf(person, levels, today)].toSorted())
  expect(sourced.find(({ permission }) => permission === 'print')?.sources).toEqual([
    { kind: 'role', role: 'nurse' },
    { kind: 'level', name: 'Weekend desk' },
  ])
  expect(sourced.find(({ permission }) => permission === 'chart.write')?.takenUntil).toBe(today)
})

test('how somebody stands here', () => {
  const kdf = { name: 'argon2id' as const, memory: 1, passes: 1, lanes: 1, salt: 'AAAA' }
  const on = (active: boolean, endsOn: string | null, keys: Parameters<typeof stateOf>[1] = { kdf }) =>
    stateOf({ active, endsOn }, keys, '2026-11-29')
  expect([on(true, null), on(true, null, null), on(true, null, { kdf: null })]).toEqual([
    'active',
    'active',
    'invited',
  ])
  expect([on(true, '2026-11-29'), on(true, '2026-11-28'), on(false, null), on(false, '2026-11-28')]).toEqual([
    'ends',
    'ended',
    'suspended',
    'ended',
  ])
})
