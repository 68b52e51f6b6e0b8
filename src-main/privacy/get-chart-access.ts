import { AppError } from '../../shared/kernel/errors.ts'
import { getChartAccess } from '../../shared/privacy/get-chart-access.ts'
import { filedName } from '../patients/patient-line.ts'
import { whereOf } from '../patients/where.ts'
import { patientRow } from '../patients/get-patient.sql.ts'
import { beyondOf, emergenciesOf, isNamed } from '../pipeline/closed-charts.ts'
import { answer } from '../pipeline/handle.ts'
import { everyOwnLocation } from '../store/locations.sql.ts'
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
  const outOfScope = closed?.people.includes(actor.id) ? null : beyondOf(session, patientId)
  const isClosed = (closed !== null && !named) || outOfScope !== null
  const access = isClosed
    ? emergency
      ? ('emergency' as const)
      : ('closed' as const)
    : named
      ? ('named' as const)
      : ('open' as const)
  const mayRestrict = actor.can.has('chart.restrict') && mayChange(actor, closed)
  return {
    access,
    restricted: closed !== null,
    outOfScope,
    // an emergency also shows what is kept from them in a chart that is open
    leftMs: emergency && (isClosed || !named) ? Math.round(emergency.leftMs) : null,
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
    places: access === 'closed' ? [] : whereOf(read, patientId).map(({ name }) => name),
    mayPlace:
      actor.can.has('patient.edit') &&
      everyOwnLocation(read).length > 0 &&
      (closed === null || named) &&
      beyondOf(session, patientId, false) === null,
    patient: { name: filedName(patient), birthDate: patient.birthDate, mrn: patient.mrn },
  }
})
