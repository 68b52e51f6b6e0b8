/** What has to be said of something that is given out, and what of it the law has a practice account for. */
import type { Given, GivenFor, GivenTo } from './disclosure.ts'

/** What is usually why, by whom it is for. */
export const usualPurpose: Readonly<Record<GivenTo, GivenFor>> = {
  patient: 'copy',
  representative: 'copy',
  provider: 'treatment',
  payer: 'payment',
  'public-health': 'public-health',
  lawyer: 'court',
  police: 'police',
  authority: 'oversight',
  other: 'other',
}

/** Whom the patient may be kept from knowing of for a time (45 CFR 164.528(a)(2)(i)). */
export const mayAskForSilence: readonly GivenTo[] = ['police', 'authority']

/** Years that a patient can ask back (45 CFR 164.528(a)(1)). */
export const accountedYears = 6

type Said = Pick<Given, 'recipient' | 'recipientName' | 'purpose' | 'purposeText' | 'notToldUntil'>
export type FaultOfGiven = 'disclosure.who' | 'disclosure.why' | 'disclosure.silence'

/** What is missing of it, or null. */
export function faultOfGiven(said: Said): FaultOfGiven | null {
  if (said.recipient !== 'patient' && said.recipientName === '') return 'disclosure.who'
  if (said.purpose === 'other' && said.purposeText === '') return 'disclosure.why'
  if (said.notToldUntil !== null && !mayAskForSilence.includes(said.recipient)) return 'disclosure.silence'
  return null
}

const withoutAccount: readonly GivenFor[] = ['treatment', 'payment', 'operations', 'authorized']

/** Whether the law has the practice tell the patient of it: not of what went to the patient, nor of treatment, payment, its own work or what they agreed to. */
export const isAccountedFor = ({ recipient, purpose }: Pick<Given, 'recipient' | 'purpose'>): boolean =>
  recipient !== 'patient' && recipient !== 'representative' && !withoutAccount.includes(purpose)
