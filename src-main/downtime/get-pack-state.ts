import { getPackState } from '../../shared/downtime/get-pack-state.ts'
import { must } from '../../shared/kernel/errors.ts'
import { filedName } from '../patients/patient-line.ts'
import { act } from '../pipeline/handle.ts'
import { packChoices } from './pack-choice.sql.ts'

/** Acts, because part of the answer is no row: what the keeper of the pack knows of it. */
export const getPackStateHandler = act(getPackState, ({ gatekeeper, session }) => {
  must(session, 'pack-state.session')
  const { manifest, bytes, making, stale, problem } = gatekeeper.pack.now
  return {
    pack: manifest && { ...manifest, bytes },
    making,
    stale,
    problem,
    byHand: packChoices(session.store.read).map(
      ({ patientId, choice, chosenAt, birthDate, mrn, ...row }) => ({
        patientId,
        name: row.family === null ? '' : filedName({ ...row, family: row.family }),
        birthDate,
        mrn,
        choice,
        chosenAt,
      }),
    ),
  }
})
