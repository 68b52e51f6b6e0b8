import type { RowOf } from '../../shared/kernel/record.ts'
import type { appointments } from '../../shared/schedule/appointment.ts'
import type { Stage } from '../../shared/schedule/stage.ts'
import type { Patient } from '../../shared/patients/patient.ts'
import type { Reader } from '../store/reader.ts'

type Appointment = RowOf<typeof appointments>
type Named = Pick<Patient, 'mrn' | 'family' | 'given' | 'middle' | 'suffix' | 'birthDate' | 'sex'>
export type FlowRow = Pick<
  Appointment,
  'id' | 'patientId' | 'visitTypeId' | 'plan' | 'steps' | 'reason' | 'copayCents' | 'origin'
> &
  Named &
  Readonly<{ startMin: number; stage: Stage }>

/** Whoever is expected or came from a minute to before another, since 1970, by time; not whoever was called off. */
export const flowBetween = (read: Reader, fromMin: number, toMin: number): FlowRow[] =>
  read.rows<FlowRow>(
    `SELECT a.id, a.patientId, a.visitTypeId, a.plan, a.steps, a.reason, a.copayCents, a.origin, a.startMin, a.stage,
       p.mrn, p.family, p.given, p.middle, p.suffix, p.birthDate, p.sex
     FROM appointments a CROSS JOIN patients p ON p.id = a.patientId
     WHERE a.startMin >= ? AND a.startMin < ? AND a.busy = 1 ORDER BY a.startMin`,
    fromMin,
    toMin,
  )
