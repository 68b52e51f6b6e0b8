/** What a form says, as rows: shared by registering and editing. */
import { writePhone, type Demographics } from '../../shared/patients/demographics.ts'
import { coverages } from '../../shared/patients/coverage.ts'
import type { z } from 'zod'
import { digitsOf } from '../../shared/kernel/fold.ts'
import type { CoverageInput } from '../../shared/patients/demographics.ts'
import type { Tx } from '../store/tx.ts'
import { coveragesOf } from './get-patient.sql.ts'

type Form = z.output<typeof Demographics>
type CoverageForm = z.output<typeof CoverageInput>

/** Phones and ZIP codes are kept in one form, whatever was typed. */
export function fieldsOf(form: Form) {
  return {
    ...form,
    phones: form.phones.map((phone) => ({ use: phone.use, number: writePhone(phone.number) })),
    address: form.address && writtenAddress(form.address),
    contact: form.contact && { ...form.contact, phone: form.contact.phone && writePhone(form.contact.phone) },
  }
}

export const writtenAddress = (address: NonNullable<Form['address']>) => ({
  ...address,
  state: address.state.toUpperCase(),
  zip: digitsOf(address.zip).replace(/^(\d{5})(\d{4})$/, '$1-$2'),
})

/** Makes a patient's insurance what the form says, in its order. What is no longer there is cancelled, not removed. */
export function writeCoverages(
  tx: Tx,
  patientId: string,
  wanted: readonly CoverageForm[],
  newId: () => string,
): void {
  const present = coveragesOf(tx, patientId)
  for (const [index, { coverageId, ...fields }] of wanted.entries()) {
    const row = { ...fields, patientId, rank: index + 1, status: 'active' as const }
    if (coverageId !== null && present.some((each) => each.id === coverageId))
      tx.amend(coverages, coverageId, row)
    else tx.put(coverages, { id: newId(), ...row })
  }
  const kept = new Set(wanted.map((each) => each.coverageId))
  for (const gone of present)
    if (!kept.has(gone.id) && gone.status !== 'cancelled')
      tx.amend(coverages, gone.id, { status: 'cancelled', rank: 9 })
}
