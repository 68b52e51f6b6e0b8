/** Appointments as lists and grids show them: with who it is, what crowds them, and without what is not for whoever asks. */
import { crowdedOf } from '../../shared/schedule/at-once.ts'
import type { AppointmentLine } from '../../shared/schedule/get-days.ts'
import { cameAllTheSame } from '../../shared/schedule/stage.ts'
import { filedName } from '../patients/patient-line.ts'
import { closedAmong } from '../pipeline/closed-charts.ts'
import type { Reader } from '../store/reader.ts'
import { conflictsOf, patientsOf, type AppointmentRow } from './appointments.sql.ts'
import { resourcesOf } from './schedule.sql.ts'
import { takenOf } from './taken.sql.ts'

type Asking = Parameters<typeof closedAmong>[0]

export function linesOf(read: Reader, session: Asking, rows: readonly AppointmentRow[]): AppointmentLine[] {
  if (rows.length === 0) return []
  const patientIds = [...new Set(rows.map(({ patientId }) => patientId))]
  const patients = new Map(patientsOf(read, patientIds).map((row) => [row.id, row]))
  const closed = closedAmong(session, patientIds)
  const conflicts = conflictsOf(
    read,
    rows.map(({ id }) => id),
  )
  const crowded = crowdedAmong(read, rows)
  return rows.map((row) => {
    const { id, plan } = row
    const patient = patients.get(row.patientId)
    const isClosed = closed.has(row.patientId)
    return {
      appointmentId: id,
      version: row.version,
      patientId: row.patientId,
      name: patient ? filedName(patient) : '',
      mrn: patient?.mrn ?? '',
      birthDate: patient?.birthDate ?? null,
      sex: patient?.sex ?? 'unknown',
      phone: isClosed ? '' : (patient?.phone ?? ''),
      closed: isClosed,
      // a kind of visit may say what for
      visitTypeId: isClosed ? null : row.visitTypeId,
      startMin: row.startMin,
      minutes: plan.minutes,
      prepareMinutes: plan.prepareMinutes,
      cleanMinutes: plan.cleanMinutes,
      locationId: plan.locationId,
      providers: plan.providers,
      places: plan.places,
      stage: row.stage,
      wasCancelled: cameAllTheSame(row),
      overlaps: crowded.has(id),
      conflictId: conflicts.get(id) ?? null,
      reason: isClosed ? '' : row.reason,
      hasNotes: !isClosed && row.notes !== '',
      seriesId: row.seriesId,
      occurrence: row.occurrence,
      groupId: row.groupId,
      copayCents: row.copayCents,
      origin: row.origin,
    }
  })
}

/** Those that are part of more than one of their resources takes at once, whoever and wherever the others are. */
function crowdedAmong(read: Reader, rows: readonly AppointmentRow[]): ReadonlySet<string> {
  const busy = rows.filter((row) => row.busy === 1)
  const ids = [...new Set(busy.flatMap(({ plan }) => [...plan.providers, ...plan.places]))]
  if (ids.length === 0) return new Set()
  const fromMin = Math.min(...busy.map(({ startMin, plan }) => startMin - plan.prepareMinutes))
  const toMin = Math.max(...busy.map(({ endMin, plan }) => endMin + plan.cleanMinutes))
  const taken = Map.groupBy(takenOf(read, ids, fromMin, toMin), ({ resourceId }) => resourceId)
  const crowded = new Set<string>()
  for (const { id, atOnce } of resourcesOf(read, ids))
    for (const appointmentId of crowdedOf(taken.get(id) ?? [], atOnce)) crowded.add(appointmentId)
  return crowded
}
