import { AppError } from '../../shared/kernel/errors.ts'
import { dayIn } from '../../shared/kernel/time.ts'
import { availabilities } from '../../shared/schedule/availability.ts'
import { getHours, saveHours, type HoursStretch } from '../../shared/schedule/save-hours.ts'
import { answer, handle } from '../pipeline/handle.ts'
import { stretchesFrom } from './every-hour.sql.ts'
import { resourcesOf } from './schedule.sql.ts'
import { placesOf } from './zones.ts'

export const saveHoursHandler = handle(saveHours, (tx, { resourceId, remove, ...given }, ctx) => {
  const resource = resourcesOf(tx, [resourceId])[0]
  if (!resource) throw new AppError('NotFound', 'resource.missing')
  // a room is open where it is
  const there = (stretch: HoursStretch): HoursStretch => ({
    ...stretch,
    locationId: resource.locationId ?? stretch.locationId,
  })
  const add = given.add.map(there)
  const change = given.change.map((each) => ({ ...each, stretch: there(each.stretch) }))
  const said = [...add, ...change.map(({ stretch }) => stretch)]
  const { own } = placesOf(tx)
  if (resource.locationId === null && said.some(({ locationId }) => !own.some(({ id }) => id === locationId)))
    throw new AppError('NotFound', 'location.missing')
  if (said.some(isCrooked)) throw new AppError('Invalid', 'hours.crooked')
  const now = new Map(stretchesFrom(tx, resourceId, '0001-01-01').map((row) => [row.id, row]))
  for (const { availabilityId, version } of remove) {
    const row = now.get(availabilityId)
    if (!row) throw new AppError('NotFound', 'hours.missing')
    if (row.version !== version) throw new AppError('Conflict', 'row.changed')
    tx.remove(availabilities, availabilityId)
  }
  const by = { by: ctx.actor.id, at: ctx.now }
  for (const { availabilityId, version, stretch } of change) {
    if (!now.has(availabilityId)) throw new AppError('NotFound', 'hours.missing')
    tx.amend(availabilities, availabilityId, { ...stretch, ...by }, version)
  }
  for (const stretch of add) tx.put(availabilities, { id: ctx.newId(), resourceId, ...stretch, ...by })
  if (said.some((stretch) => meetsAnother(stretch, stretchesFrom(tx, resourceId, '0001-01-01'))))
    throw new AppError('Conflict', 'hours.overlap')
  return {}
})

const isCrooked = (stretch: HoursStretch): boolean =>
  (stretch.kind === 'open' && stretch.fromMinute >= stretch.toMinute) ||
  (stretch.lastDay !== null && stretch.lastDay < stretch.firstDay) ||
  // one of a date holds on that date
  (stretch.weekday === null && stretch.lastDay !== stretch.firstDay) ||
  (stretch.kind === 'closed' && stretch.weekday !== null)

type Held = Omit<HoursStretch, 'note'>

/** Whether nobody could say where they are: open at the same minutes of the same day in another stretch. Weeks in turns are left to whoever sets them. */
const meetsAnother = (one: Held, all: readonly Held[]): boolean =>
  one.kind === 'open' &&
  all.filter(
    (other) =>
      other.kind === 'open' &&
      other.weekday === one.weekday &&
      other.everyWeeks === 1 &&
      one.everyWeeks === 1 &&
      (one.lastDay === null || other.firstDay <= one.lastDay) &&
      (other.lastDay === null || one.firstDay <= other.lastDay) &&
      other.fromMinute < one.toMinute &&
      one.fromMinute < other.toMinute,
  ).length > 1

export const getHoursHandler = answer(getHours, (read, { resourceId }, { now }) => ({
  stretches: stretchesFrom(read, resourceId, dayIn(placesOf(read).timeZone, Date.parse(now))).map(
    ({ id, version, resourceId: _of, by: _by, at: _at, ...stretch }) => ({
      availabilityId: id,
      version,
      stretch,
    }),
  ),
}))
