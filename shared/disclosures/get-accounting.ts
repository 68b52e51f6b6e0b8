import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id, LocalDate } from '../kernel/fields.ts'
import { AccountedLine } from './disclosure-view.ts'

export const AccountingAsked = z.strictObject({ patientId: Id, from: LocalDate, to: LocalDate })

export const Accounting = z.strictObject({
  patient: z.strictObject({
    name: z.string(),
    filedName: z.string(),
    birthDate: z.string().nullable(),
    mrn: z.string(),
  }),
  practiceName: z.string(),
  /** UTC. */
  madeAt: z.string(),
  /** The latest first; of what was corrected, what stands now. */
  lines: z.array(AccountedLine),
  /** So many are left out because an authority has asked for it; for the practice, never for the patient. */
  silent: z.int(),
})
export type Accounting = z.output<typeof Accounting>

/**
 * To whom a patient's data was given, for the patient (45 CFR 164.528). Days are those of the practice, the last included. Throws
 * `patient.not-found`, `disclosure.period`, `disclosure.six-years`.
 */
export const getAccounting = defineQuery({
  name: 'disclosures.getAccounting',
  input: AccountingAsked,
  output: Accounting,
  example: {
    patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
    from: '2026-01-01',
    to: '2026-12-31',
  },
  permission: 'print',
  reads: ['disclosures', 'patients', 'practices'],
  audit: {
    action: 'disclosure.account',
    category: 'configuration',
    subject: ({ patientId }) => patientId,
    detail: ({ from, to }, output) => ({ from, to, ...(output && { lines: output.lines.length }) }),
  },
})
