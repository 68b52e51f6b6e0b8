import { listConflicts, type PlanSaid, type SideSaid } from '../../shared/schedule/list-conflicts.ts'
import { minuteOf, Plan } from '../../shared/schedule/appointment.ts'
import { maySettle, settledBy } from '../../shared/schedule/settle-conflict.ts'
import { inOrder } from '../../shared/schedule/stage.ts'
import { Step } from '../../shared/schedule/step.ts'
import type { Conflict, Origin } from '../../shared/sync/conflict.ts'
import { closedAmong } from '../pipeline/closed-charts.ts'
import { rowNow } from '../pipeline/conflicts.sql.ts'
import { answer } from '../pipeline/handle.ts'
import { locationRow } from '../store/locations.sql.ts'
import { practiceOf } from '../store/people.sql.ts'
import type { Reader } from '../store/reader.ts'
import { nameOfResource, nameOfUser, openConflictsOf, personRow } from './list-conflicts.sql.ts'

type Row = Readonly<Record<string, unknown>>

export const listConflictsHandler = answer(listConflicts, (read, _input, { actor }, session) => {
  const open = openConflictsOf(read, Object.keys(settledBy))
  const closed = closedAmong(
    session,
    open.flatMap(({ patientId }) => patientId ?? []),
  )
  const practiceZone = practiceOf(read)?.timeZone ?? 'UTC'
  return {
    conflicts: open.map((conflict) => {
      const { version, entityType, entityId, patientId, fields, heldBy, offeredBy } = conflict
      const row = rowNow(read, entityType, entityId)
      const person = patientId === null ? undefined : personRow(read, patientId)
      const isClosed = closed.has(patientId ?? '')
      const side = (origin: Origin, which: 'held' | 'offered'): SideSaid => ({
        name: nameOfUser(read, origin.actor),
        at: origin.at,
        device: origin.device,
        plan: entityType === 'appointment' ? planOf(read, conflict, which, practiceZone) : null,
        reason: isClosed ? '' : reasonOf(row, origin),
      })
      return {
        conflictId: conflict.id,
        version,
        kind: conflict.kind,
        entityType,
        entityId,
        patientId,
        patientName: person ? [person.family, person.given].filter(Boolean).join(', ') : '',
        mrn: person?.mrn ?? '',
        birthDate: person?.birthDate ?? null,
        title: patientId === null ? titleOf(read, entityType, row, fields) : '',
        // of a closed chart when and where, and not what for
        fields: isClosed ? fields.filter(({ field }) => field === 'plan') : fields,
        held: heldBy && side(heldBy, 'held'),
        offered: side(offeredBy, 'offered'),
        mine: maySettle(entityType, actor.can) && !(isClosed && fields.some(({ field }) => field !== 'plan')),
        madeAt: conflict.madeAt,
      }
    }),
  }
})

function planOf(
  read: Reader,
  { fields }: Pick<Conflict, 'fields'>,
  which: 'held' | 'offered',
  practiceZone: string,
): PlanSaid | null {
  const plan = Plan.safeParse(fields.find(({ field }) => field === 'plan')?.[which])
  if (!plan.success) return null
  const { startsAt, providers, places, locationId, ...rest } = plan.data
  const location = locationRow(read, locationId)
  return {
    ...rest,
    startMin: minuteOf(startsAt),
    locationId,
    location: location?.name ?? '',
    timeZone: location?.timeZone ?? practiceZone,
    providerIds: providers,
    providers: providers.map((id) => nameOfResource(read, id)),
    placeIds: places,
    places: places.map((id) => nameOfResource(read, id)),
  }
}

/** Why they called it off: of what happened to it, theirs of that moment. */
function reasonOf(row: Row | undefined, { actor, at }: Origin): string {
  const steps = Step.array().safeParse(row?.['steps'])
  if (!steps.success) return ''
  const theirs = inOrder(steps.data).findLast(
    ({ kind, by, at: when }) =>
      (kind === 'cancelled' || kind === 'rescheduled') && by === actor && when <= at,
  )
  return theirs?.reason ?? ''
}

const named = new Set(['visit-type', 'resource'])

/** Of hours and blocks whose they are. */
function titleOf(read: Reader, type: string, row: Row | undefined, fields: Conflict['fields']): string {
  const said = (field: string) => {
    const value = row?.[field] ?? fields.find((each) => each.field === field)?.offered
    return typeof value === 'string' ? value : ''
  }
  if (named.has(type)) return said('name')
  const resource = said('resourceId')
  return resource === '' ? '' : nameOfResource(read, resource)
}
