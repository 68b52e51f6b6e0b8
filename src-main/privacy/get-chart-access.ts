import { AppError } from '../../shared/kernel/errors.ts'
import { getChartAccess } from '../../shared/privacy/get-chart-access.ts'
import { filedName } from '../patients/patient-line.ts'
import { patientRow } from '../patients/get-patient.sql.ts'
import { emergenciesOf, isNamed } from '../pipeline/closed-charts.ts'
import { answer } from '../pipeline/handle.ts'
import { personRow } from '../store/people.sql.ts'
import { restrictionRow } from '../store/restrictions.sql.ts'
import { mayChange } from './restricting.ts'

export const getChartAccessHandler = answer(getChartAccess, (read, { patientId }, { actor }, session) => {
  const patient = patientRow(read, patientId)
  if (!patient) throw new AppError('NotFound', 'patient.not-found')
  const row = restrictionRow(read, patientId)
  const closed = row?.active === true ? row : null
  const named = closed !== null && isNamed(session, closed)
  const emergency = emergenciesOf(session).find((each) => each.patientId === patientId)
  const mayRestrict = actor.can.has('chart.restrict') && mayChange(actor, closed)
  return {
    access:
      closed === null
        ? ('open' as const)
        : named
          ? ('named' as const)
          : emergency
            ? ('emergency' as const)
            : ('closed' as const),
    // an emergency also shows what is kept from them in a chart that is open
    leftMs: !named && emergency ? Math.round(emergency.leftMs) : null,
    mayOpenInEmergency: actor.can.has('chart.break-glass'),
    mayRestrict,
    restriction:
      closed && (named || mayRestrict)
        ? {
            kinds: [...closed.kinds],
            note: closed.note,
            people: closed.people.map((userId) => ({
              userId,
              displayName: personRow(read, userId)?.displayName ?? '',
            })),
            version: closed.version,
          }
        : null,
    patient: { name: filedName(patient), birthDate: patient.birthDate, mrn: patient.mrn },
  }
})
