/** Who decides which locations somebody reaches, and what the practice’s own locations are. */
import { expect, test } from 'vitest'
import { accessLevels } from '../../shared/access/access-level.ts'
import { archiveLocation, saveLocation } from '../../shared/access/save-location.ts'
import { getPerson } from '../../shared/access/get-person.ts'
import { listLevels } from '../../shared/access/list-levels.ts'
import { saveLevel } from '../../shared/access/save-level.ts'
import { setScope } from '../../shared/access/set-scope.ts'
import { listReviews, signOffReview } from '../../shared/access/sign-off-review.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { rowFor } from '../kit/rows.ts'
import { command } from '../kit/store.ts'
import { colleague, practiceOfTwo } from '../kit/scoped.ts'

test('a level reaches what is set for it, beside another as far as both; what is set for the person counts before it', async () => {
  const { desk, north, harbor, heart, opened, reach } = await practiceOfTwo()
  const level = (name: string, scope: string[]) =>
    desk.call(saveLevel, {
      levelId: null,
      version: null,
      name,
      basedOn: null,
      permissions: ['patient.find', 'chart.read'],
      scope,
    })
  const [weekend, locum] = [await level('Weekend', [north]), await level('Locum', [heart])]
  const rights = ['patient.find', 'chart.read'] as const
  const both = colleague(desk, 18, [], { rights, levels: [weekend.levelId, locum.levelId] })
  expect(await opened(both)).toEqual(['north', 'harbor', 'heart', 'none'])
  const one = colleague(desk, 19, [], { rights, levels: [weekend.levelId] })
  expect(await opened(one)).toEqual(['north', 'none'])
  expect((await desk.call(getPerson, { userId: one.id })).person.reach).toEqual({
    from: 'levels',
    places: [{ locationId: north, name: 'Northside' }],
  })
  // a role reaches the whole practice, and so does whoever has one beside it
  const withRole = colleague(desk, 20, ['nurse'], { levels: [weekend.levelId] })
  expect(await opened(withRole)).toEqual(['north', 'harbor', 'heart', 'none'])
  await reach(one, [harbor])
  expect(await opened(one)).toEqual(['harbor', 'heart', 'none'])
  const { levels } = await desk.call(listLevels, {})
  expect(levels.find(({ name }) => name === 'Weekend')?.scope).toEqual([north])
  expect(await reasonOf(level('Elsewhere', [crypto.randomUUID()]))).toBe('location.missing')
})

test('nobody sets their own reach, nor widens a level of theirs; it stands in the review and in their history', async () => {
  const { desk, north, harbor, reach } = await practiceOfTwo()
  const me = desk.session.actor.id
  const own = { userId: me, version: 1, scope: [north], practitionerId: null }
  expect(await reasonOf(desk.call(setScope, own))).toBe('access.not-yourself')
  const ben = colleague(desk, 12, ['physician'])
  await reach(ben, [north, harbor])
  expect((await desk.call(getPerson, { userId: ben.id })).events[0]).toMatchObject({
    what: 'change',
    reason: 'Reaches Harbor, Northside',
  })
  expect(await reasonOf(reach(ben, [crypto.randomUUID()]))).toBe('location.missing')
  const rights = ['user.manage', 'practice.configure'] as const
  const level = rowFor(accessLevels, 1, {
    name: 'IT of the north',
    permissions: [...rights],
    scope: [north],
    archived: false,
  })
  command(desk.session.store, (tx) => tx.put(accessLevels, level as never))
  const it = colleague(desk, 22, [], { rights, levels: [level.id] })
  const change = (scope: string[], version: number) =>
    it.call(saveLevel, {
      levelId: level.id,
      version,
      name: 'IT of the north',
      basedOn: null,
      permissions: [...rights],
      scope,
    })
  expect(await reasonOf(change([], 1))).toBe('level.your-own')
  expect(await reasonOf(change([north, harbor], 1))).toBe('level.your-own')
  // what is the practice’s own is not for whoever reaches some of it
  const place = { locationId: null, version: null, name: 'Southside', phone: '', address: '', partOf: null }
  expect(await reasonOf(it.call(saveLocation, place))).toBe('scope.not-yours')

  const lines = [ben, it].map(({ id }) => ({ userId: id, decision: 'keep' as const, note: '' }))
  await desk.call(signOffReview, { lines })
  const [review] = (await desk.call(listReviews, {})).reviews
  expect(review?.lines.find(({ userId }) => userId === ben.id)?.held).toEqual([
    'Physician',
    'only Harbor, Northside',
  ])
})

test('a location of the practice has a name of its own, departments, and an archive that changes nobody’s reach', async () => {
  const { desk, harbor, heart, north, place, opened, reach } = await practiceOfTwo()
  expect(await reasonOf(place('northside'))).toBe('location.name-taken')
  expect(await reasonOf(place('Cardiology', harbor))).toBe('location.name-taken')
  await place('Cardiology', north)
  expect(await reasonOf(place('Ward', heart))).toBe('location.department-of-department')
  expect(await reasonOf(place('Ward', crypto.randomUUID()))).toBe('location.missing')
  const ben = colleague(desk, 12, ['physician'])
  await reach(ben, [north])
  await desk.call(archiveLocation, { locationId: north, version: 1, archived: true })
  expect(await opened(ben)).toEqual(['north', 'none'])
  const nurse = colleague(desk, 13, ['nurse'])
  expect(await reasonOf(reach(nurse, [north]))).toBe('location.missing')
})
