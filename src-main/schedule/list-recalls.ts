import { listRecalls } from '../../shared/schedule/list-recalls.ts'
import { todayAt } from '../access/administering.ts'
import { filedName } from '../patients/patient-line.ts'
import { closedAmong } from '../pipeline/closed-charts.ts'
import { answer } from '../pipeline/handle.ts'
import { patientsOf } from './appointments.sql.ts'
import { namesOfUsers } from './names.sql.ts'
import { recallsDue } from './recalls.sql.ts'
import { everyResource, everyVisitType } from './schedule.sql.ts'

export const listRecallsHandler = answer(listRecalls, (read, { until }, ctx, session) => {
  const today = todayAt(read, ctx)
  const rows = recallsDue(read, until)
  const ids = rows.map(({ patientId }) => patientId)
  const patients = new Map(patientsOf(read, ids).map((row) => [row.id, row]))
  const closed = closedAmong(session, ids)
  const tried = rows.flatMap(({ tries }) => tries.map(({ by }) => by))
  const people = namesOfUsers(read, tried)
  const resources = new Map(everyResource(read).map(({ id, name }) => [id, name]))
  const types = new Map(everyVisitType(read).map(({ id, name }) => [id, name]))
  return {
    today,
    lines: rows.map((row) => {
      const patient = patients.get(row.patientId)
      const isClosed = closed.has(row.patientId)
      return {
        recallId: row.id,
        version: row.version,
        patientId: row.patientId,
        name: patient ? filedName(patient) : '',
        mrn: patient?.mrn ?? '',
        birthDate: patient?.birthDate ?? null,
        phone: isClosed ? '' : (patient?.phone ?? ''),
        closed: isClosed,
        // of a closed chart that they are to come, and not what for
        visitTypeId: isClosed ? null : row.visitTypeId,
        visitType: isClosed ? '' : (types.get(row.visitTypeId ?? '') ?? ''),
        providerId: row.providerId,
        provider: resources.get(row.providerId ?? '') ?? '',
        dueOn: row.dueOn,
        overdue: row.dueOn < today,
        reason: isClosed ? '' : row.reason,
        note: isClosed ? '' : row.note,
        tries: row.tries.map(({ at, by, how, note }) => ({
          at,
          by: people.get(by) ?? '',
          how,
          note: isClosed ? '' : note,
        })),
      }
    }),
  }
})
