import { listRecalls } from '../../shared/schedule/list-recalls.ts'
import { todayAt } from '../access/administering.ts'
import { answer } from '../pipeline/handle.ts'
import { callersOf } from './callers.ts'
import { namesOfUsers } from './names.sql.ts'
import { recallsDue } from './recalls.sql.ts'
import { everyResource, everyVisitType } from './schedule.sql.ts'

export const listRecallsHandler = answer(listRecalls, (read, { until }, ctx, session) => {
  const today = todayAt(read, ctx)
  const rows = recallsDue(read, until)
  const whoIs = callersOf(read, session, rows)
  const tried = rows.flatMap(({ tries }) => tries.map(({ by }) => by))
  const people = namesOfUsers(read, tried)
  const resources = new Map(everyResource(read).map(({ id, name }) => [id, name]))
  const types = new Map(everyVisitType(read).map(({ id, name }) => [id, name]))
  return {
    today,
    lines: rows.map((row) => {
      const who = whoIs(row.patientId)
      return {
        recallId: row.id,
        version: row.version,
        ...who,
        // of a closed chart that they are to come, and not what for
        visitTypeId: who.closed ? null : row.visitTypeId,
        visitType: who.closed ? '' : (types.get(row.visitTypeId ?? '') ?? ''),
        providerId: row.providerId,
        provider: resources.get(row.providerId ?? '') ?? '',
        dueOn: row.dueOn,
        overdue: row.dueOn < today,
        reason: who.closed ? '' : row.reason,
        note: who.closed ? '' : row.note,
        tries: row.tries.map(({ at, by, how, note }) => ({
          at,
          by: people.get(by) ?? '',
          how,
          note: who.closed ? '' : note,
        })),
      }
    }),
  }
})
