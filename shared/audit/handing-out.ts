/** For whom and why a report leaves the workstation: codes, because the log has no room for names. */
import { z } from 'zod'

export const recipients = ['patient', 'representative', 'practice', 'authority', 'lawyer'] as const
export const purposes = ['request', 'review', 'investigation', 'law'] as const

export const HandingOut = z.strictObject({ recipient: z.enum(recipients), purpose: z.enum(purposes) })
export type HandingOut = z.output<typeof HandingOut>

export const recipientWords: Readonly<Record<HandingOut['recipient'], string>> = {
  patient: 'The patient',
  representative: 'Somebody who acts for the patient',
  practice: 'Somebody in the practice',
  authority: 'An authority',
  lawyer: 'A court or a lawyer',
}
export const purposeWords: Readonly<Record<HandingOut['purpose'], string>> = {
  request: 'The patient asked who saw their data',
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
