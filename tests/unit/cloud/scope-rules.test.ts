/** What the cloud takes of whom about reach: nobody widens their own, and nobody brings a patient into it. */
import { describe, expect, test } from 'vitest'
import type { Change, Op } from '../../../shared/kernel/op.ts'
import { refuseActor } from '../../../src-cloud/access/refuse-actor.ts'
import { patientsPlaced, placesNamed, type Whereabouts } from '../../../src-cloud/access/scope-rules.ts'
import { anaIs as user, changeOf as change, idOf as id, stateOf } from '../../kit/asked-of-cloud.ts'

const [practice, ana, ben, level, patient] = [id(1), id(2), id(3), id(4), id(5)]
const [north, harbor, heart] = [id(10), id(11), id(12)]
const now = '2026-03-10T16:00:00.000Z'

const places = {
  [`location/${north}`]: { own: true, partOf: null },
  [`location/${harbor}`]: { own: true, partOf: null },
  [`location/${heart}`]: { own: true, partOf: harbor },
}
const opOf = (changes: Change[]): Op => ({
  op: id(9),
  kind: 'made.up@1',
  actor: ana,
  at: now,
  hlc: '',
  deps: [],
  changes,
})

/** Why `changes` of Ana's are refused. */
function why(
  changes: Change[],
  author: Record<string, unknown>,
  { rows = {}, seen = new Map() }: { rows?: Record<string, object>; seen?: Whereabouts } = {},
): string | null {
  const state = stateOf({ ...places, [`patient/${patient}`]: {}, ...rows, [`user/${ana}`]: author })
  return refuseActor(opOf(changes), { ...state, practice, seen, begun: true, now })
}

describe('where a patient belongs', () => {
  const toNorth = [change('patient-place', patient, { places: [north] })]
  const said = (where: string[], people: string[] = []) => ({
    rows: { [`patient-place/${patient}`]: { places: where, people } },
  })
  const visit = (more: Record<string, unknown>) => ({
    seen: new Map([[patient, [{ status: 'finished', locationId: null, ...more }]]]),
  })
  const scoped = user({ scope: [north] })

  test.each<[string, Record<string, unknown>, object, string | null]>([
    ['whoever reaches the whole practice', user(), said([harbor]), null],
    ['of nowhere', scoped, {}, null],
    ['of their location', scoped, said([north]), null],
    ['of another', scoped, said([harbor]), 'scope.not-yours'],
    ['of a department of another', scoped, said([heart]), 'scope.not-yours'],
    ['of a department of theirs', user({ scope: [harbor] }), said([heart]), null],
    ['of the location of their department', user({ scope: [heart] }), said([harbor]), null],
    ['of another, named for them', scoped, said([harbor], [ana]), null],
    ['of another, seen at theirs', scoped, { ...said([harbor]), ...visit({ locationId: north }) }, null],
    ['seen at another', scoped, visit({ locationId: harbor }), 'scope.not-yours'],
    ['seen nowhere of ours', scoped, visit({ locationId: id(90) }), null],
    [
      'seen by them',
      user({ scope: [north], practitionerId: id(91) }),
      visit({ locationId: harbor, practitionerId: id(91) }),
      null,
    ],
    [
      'seen at another by somebody else',
      user({ scope: [north], practitionerId: id(91) }),
      visit({ locationId: harbor, practitionerId: id(92) }),
      'scope.not-yours',
    ],
    [
      'seen there in error',
      scoped,
      { ...said([harbor]), ...visit({ locationId: north, status: 'entered-in-error' }) },
      'scope.not-yours',
    ],
  ])('%s', (_what, author, world, reason) => {
    expect(why(toNorth, author, world)).toBe(reason)
    // to be made a patient of nowhere is to be within everybody’s reach
    expect(why([change('patient-place', patient, {}, { gone: true })], author, world)).toBe(reason)
  })

  test('of a patient they make themselves, and of no other under that word', () => {
    const made = change('patient', id(7), { family: 'Okon' })
    const place = change('patient-place', id(7), { places: [north] })
    expect(why([made, place], scoped)).toBe(null)
    const other = said([harbor])
    expect(why([change('patient', patient, { family: 'Okon' }), ...toNorth], scoped, other)).toBe(
      'scope.not-yours',
    )
  })

  test('what it is judged by is asked for by keys, and of nobody else', () => {
    const state = stateOf({ [`patient/${patient}`]: {}, ...said([harbor]).rows })
    expect(patientsPlaced(opOf(toNorth), state)).toEqual([patient])
    expect(patientsPlaced(opOf([change('patient', patient, {})]), state)).toEqual([])
    const { seen } = visit({ locationId: heart })
    expect(placesNamed([patient], seen, [north], state)).toEqual(
      [harbor, heart, north].map((each) => ({ type: 'location', id: each })),
    )
  })
})

describe('nobody widens their own reach', () => {
  const manager = user({ roles: ['administrator'] })

  test('not in their own row, not who they are in visits', () => {
    for (const set of [{ scope: [] }, { scope: [north, harbor] }, { practitionerId: id(91) }]) {
      const author = user({ roles: ['administrator'], scope: [north] })
      expect(why([change('user', ana, set)], author)).toBe('access.not-yourself')
      expect(why([change('user', ben, set)], author)).toBe(null)
    }
    expect(why([change('user', ana, { scope: [] })], manager)).toBe(null)
  })

  test('not by a level of theirs', () => {
    const author = user({ roles: [], levels: [level] })
    const rows = { [`access-level/${level}`]: { permissions: ['user.manage'], scope: [north, harbor] } }
    const set = (scope: string[]) => why([change('access-level', level, { scope })], author, { rows })
    expect(set([])).toBe('level.your-own')
    expect(set([north, heart])).toBe('level.your-own')
    expect(set([north])).toBe(null)
    expect(why([change('access-level', level, { scope: [] })], manager, { rows })).toBe(null)
    expect(why([change('access-level', level, {}, { gone: true })], author, { rows })).toBe('level.your-own')
  })

  test('not by what lies in what, nor by what is the practice’s own', () => {
    const author = user({ roles: ['practice-manager'], scope: [north] })
    for (const set of [{ partOf: north }, { own: false }])
      expect(why([change('location', harbor, set)], author)).toBe('scope.not-yours')
    expect(why([change('location', harbor, {}, { gone: true })], author)).toBe('scope.not-yours')
    expect(why([change('location', id(13), { own: true, partOf: north })], author)).toBe('scope.not-yours')
    // another name is none of that, and what an import says of others’ locations neither
    expect(why([change('location', harbor, { name: 'Harbor Street' })], author)).toBe(null)
    expect(why([change('location', id(13), { own: false, partOf: null })], author)).toBe(null)
    expect(why([change('location', harbor, { partOf: north })], user({ roles: ['practice-manager'] }))).toBe(
      null,
    )
  })
})
