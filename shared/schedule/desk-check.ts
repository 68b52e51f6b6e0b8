import { z } from 'zod'
import { Id, Instant, LocalDate } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'

const Checked = z.strictObject({ on: LocalDate, by: Id, at: Instant }).nullable()

/** What the front desk asks for when somebody arrives, and when it last had it. One for a patient, by the patient's id. */
export const deskChecks = defineRecord({
  type: 'desk-check',
  table: 'deskChecks',
  patient: 'id',
  merge: { all: 'low' },
  since: 6,
  row: z.strictObject({
    id: Id,
    /** Consent to treatment and the privacy notice, signed on paper. */
    consent: Checked,
    privacyNotice: Checked,
    /** The insurance card was seen. */
    card: Checked,
    identity: Checked,
    /** Address and phone were asked for and are right. */
    address: Checked,
    /** The insurer said that they are covered. */
    eligibility: Checked,
  }),
})
export const deskCheckKinds = [
  'consent',
  'privacyNotice',
  'card',
  'identity',
  'address',
  'eligibility',
] as const
export type DeskCheckKind = (typeof deskCheckKinds)[number]
