import { findSubjects } from '../../shared/auditing/find-subjects.ts'
import { must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'
import { searchPatients } from '../patients/find-patients.ts'

/** So many are found before those whom no entry is about are left out. */
const looked = 50
const shown = 20

export const findSubjectsHandler = act(findSubjects, ({ gatekeeper, session, ctx }, { text, scope }) => {
  must(session && ctx, 'auditing.session')
  const { lines } = searchPatients(session.store.read, { text, limit: looked }, ctx, session)
  const inLog = gatekeeper.auditDesk.log(scope).withEntries(lines.map(({ patientId }) => patientId))
  return {
    patients: lines
      .filter(({ patientId }) => inLog.has(patientId))
      .slice(0, shown)
      .map(({ patientId, name, birthDate, mrn }) => ({ patientId, name, birthDate, mrn })),
  }
})
