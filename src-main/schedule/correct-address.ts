import { AppError } from '../../shared/kernel/errors.ts'
import { digitsOf } from '../../shared/kernel/fold.ts'
import { dayIn } from '../../shared/kernel/time.ts'
import { writePhone } from '../../shared/patients/demographics.ts'
import { patients } from '../../shared/patients/patient.ts'
import { correctAddress } from '../../shared/schedule/correct-address.ts'
import { patientRow } from '../patients/get-patient.sql.ts'
import { writtenAddress } from '../patients/write-demographics.ts'
import { handle } from '../pipeline/handle.ts'
import { writeChecks } from './write-checks.ts'
import { placesOf } from './zones.ts'

export const correctAddressHandler = handle(correctAddress, (tx, input, ctx) => {
  const { patientId, version, address } = input
  const row = patientRow(tx, patientId)
  if (!row) throw new AppError('NotFound', 'patient.not-found')
  const [first, ...others] = row.phones
  const number = input.phone === '' ? (first?.number ?? '') : writePhone(input.phone)
  const isSame = digitsOf(number) === digitsOf(first?.number ?? '')
  const phones = isSame ? row.phones : [{ use: first?.use ?? ('mobile' as const), number }, ...others]
  tx.amend(patients, patientId, { address: writtenAddress(address), phones }, version)
  const today = dayIn(placesOf(tx).timeZone, Date.parse(ctx.now))
  writeChecks(tx, patientId, [{ kind: 'address', on: today }], ctx)
  return { version: patientRow(tx, patientId)?.version ?? version }
})
