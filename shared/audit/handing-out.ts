/** For whom and why a report or a record leaves the workstation: codes, because the log has no room for names. */
import { z } from 'zod'

export const recipients = [
  'patient',
  'representative',
  'practice',
  'provider',
  'payer',
  'system',
  'authority',
  'lawyer',
] as const
export const purposes = [
  'request',
  'copy',
  'treatment',
  'payment',
  'move',
  'review',
  'investigation',
  'law',
] as const

/** Whom something of a chart can be given to, by the practice's own account of it (shared/disclosures). */
export const givenTo = [
  'patient',
  'representative',
  'provider',
  'payer',
  'public-health',
  'lawyer',
  'police',
  'authority',
  'other',
] as const
/** And why: 45 CFR 164.506 to 164.512, in the words of a desk. */
export const givenFor = [
  'copy',
  'treatment',
  'payment',
  'operations',
  'authorized',
  'public-health',
  'oversight',
  'court',
  'police',
  'danger',
  'law',
  'research',
  'other',
] as const

const everyRecipient = [...new Set([...recipients, ...givenTo])]
const everyPurpose = [...new Set([...purposes, ...givenFor])]
type Recipient = (typeof recipients)[number]
type Purpose = (typeof purposes)[number]

/** What is asked for whoever takes a report of the log, or a record. */
export const ofReports: Readonly<{ recipients: readonly Recipient[]; purposes: readonly Purpose[] }> = {
  recipients: ['patient', 'representative', 'practice', 'authority', 'lawyer'],
  purposes: ['request', 'review', 'investigation', 'law'],
}
export const ofRecords: typeof ofReports = {
  recipients,
  purposes: ['copy', 'treatment', 'payment', 'move', 'investigation', 'law'],
}

export const HandingOut = z.strictObject({ recipient: z.enum(recipients), purpose: z.enum(purposes) })
export type HandingOut = z.output<typeof HandingOut>

/** What the log may say of it: of reports, of records, and of what is printed or copied. */
export const HandedOut = z.strictObject({ recipient: z.enum(everyRecipient), purpose: z.enum(everyPurpose) })
export type HandedOut = z.output<typeof HandedOut>

/** What is printed or copied and stays in the practice: for treatment, payment and its own work. */
export const ownUse = { recipient: 'practice', purpose: 'operations' } as const satisfies HandedOut

export const recipientWords: Readonly<Record<HandedOut['recipient'], string>> = {
  patient: 'The patient',
  representative: 'Somebody who acts for the patient',
  practice: 'Somebody in the practice',
  provider: 'Somebody who treats them elsewhere',
  payer: 'An insurance',
  system: 'Another system of the practice’s',
  authority: 'An authority',
  lawyer: 'A court or a lawyer',
  'public-health': 'Public health',
  police: 'Law enforcement',
  other: 'Somebody else',
}
export const purposeWords: Readonly<Record<HandedOut['purpose'], string>> = {
  request: 'The patient asked who saw their data',
  copy: 'The patient asked for a copy of their record',
  treatment: 'For treatment elsewhere',
  payment: 'For payment',
  move: 'The practice changes to another system, or keeps a copy',
  review: 'Regular review',
  investigation: 'Something is being looked into',
  law: 'The law asks for it',
  operations: 'For the practice’s own work',
  authorized: 'The patient has agreed to it in writing',
  'public-health': 'A report to public health',
  oversight: 'Oversight of health care',
  court: 'An order of a court, or a subpoena',
  police: 'Law enforcement asks for it',
  danger: 'To avert a danger',
  research: 'For research',
  other: 'For another reason',
}

const Recorded = z.object(HandedOut.shape)

/** What an entry's detail says of it; null where that was not recorded. */
export function handedOut(detail: string): HandedOut | null {
  const parsed = Recorded.safeParse(JSON.parse(detail))
  return parsed.success ? parsed.data : null
}
