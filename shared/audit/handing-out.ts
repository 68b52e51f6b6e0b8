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

export const recipientWords: Readonly<Record<HandingOut['recipient'], string>> = {
  patient: 'The patient',
  representative: 'Somebody who acts for the patient',
  practice: 'Somebody in the practice',
  provider: 'Somebody who treats them elsewhere',
  payer: 'An insurance',
  system: 'Another system of the practice’s',
  authority: 'An authority',
  lawyer: 'A court or a lawyer',
}
export const purposeWords: Readonly<Record<HandingOut['purpose'], string>> = {
  request: 'The patient asked who saw their data',
  copy: 'The patient asked for a copy of their record',
  treatment: 'For treatment elsewhere',
  payment: 'For payment',
  move: 'The practice changes to another system, or keeps a copy',
  review: 'Regular review',
  investigation: 'Something is being looked into',
  law: 'The law asks for it',
}

const Recorded = z.object({ recipient: z.enum(recipients), purpose: z.enum(purposes) })

/** What an entry's detail says of it; null where that was not recorded. */
export function handedOut(detail: string): HandingOut | null {
  const parsed = Recorded.safeParse(JSON.parse(detail))
  return parsed.success ? parsed.data : null
}
