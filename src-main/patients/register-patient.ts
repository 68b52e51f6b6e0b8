import type { Context } from '../../shared/kernel/context.ts'
import type { ParsedInputOf } from '../../shared/kernel/contract.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { patients } from '../../shared/patients/patient.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { patientPlaces } from '../../shared/patients/patient-place.ts'
import { handle } from '../pipeline/handle.ts'
import { everyOwnLocation } from '../store/locations.sql.ts'
import type { Session } from '../pipeline/session.ts'
import type { Reader } from '../store/reader.ts'
import { reachOf } from '../store/scope.sql.ts'
import type { Tx } from '../store/tx.ts'
import { duplicatesOf } from './find-duplicates.ts'
import { fieldsOf, writeCoverages } from './write-demographics.ts'

export const registerPatientHandler = handle(registerPatient, (tx, input, ctx, session) =>
  takeOnPatient(tx, input, ctx, session),
)

/** Also by whoever books a visit for somebody new, in the same step. Throws `patient.duplicate`, `location.missing`. */
export function takeOnPatient(
  tx: Tx,
  input: ParsedInputOf<typeof registerPatient>,
  ctx: Context,
  session: Session,
): { patientId: string; mrn: string } {
  const fields = fieldsOf(input.demographics)
  if (!input.notADuplicate) {
    const phones = fields.phones.map((phone) => phone.number)
    const alike = duplicatesOf(tx, session, { ...fields, phones, except: null })
    if (alike.some((candidate) => candidate.sure)) throw new AppError('Conflict', 'patient.duplicate')
  }
  const id = ctx.newId()
  const mrn = String(tx.takeNumber('mrn'))
  tx.put(patients, {
    id,
    mrn,
    ...fields,
    otherNames: [],
    deceased: false,
    deceasedOn: null,
    birthOrder: null,
    identifiers: [],
    active: true,
    registeredAt: ctx.now,
  })
  writeCoverages(tx, id, input.coverages, ctx.newId)
  const places = placesGiven(tx, input.places, ctx.actor.id)
  if (places.length > 0) tx.put(patientPlaces, { id, places, people: [], by: ctx.actor.id, at: ctx.now })
  return { patientId: id, mrn }
}

/** What was chosen; else, of whoever reaches some locations only, those: else nobody there would find the patient again. */
function placesGiven(read: Reader, chosen: readonly string[], userId: string): string[] {
  const own = new Set(everyOwnLocation(read).map(({ id }) => id))
  if (chosen.some((place) => !own.has(place))) throw new AppError('NotFound', 'location.missing')
  const reached = reachOf(read, userId).places ?? []
  return [...new Set(chosen.length > 0 ? chosen : reached.filter((place) => own.has(place)))].sort()
}
