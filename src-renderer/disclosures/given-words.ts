/** Whom things are given to, and why, as a desk says it; and to the patient, in words for them. */
import { givenFor, givenTo, purposeWords, recipientWords } from '../../shared/audit/handing-out.ts'
import type { GivenFor, GivenTo } from '../../shared/disclosures/disclosure.ts'

export type Whom = 'practice' | GivenTo

/** In the order of how often. The key chooses it while no field is typed in. */
export const whoms: readonly Readonly<{ whom: Whom; key: string; name: string }>[] = [
  { whom: 'practice', key: 'o', name: 'Our own use' },
  { whom: 'patient', key: 'p', name: 'The patient' },
  { whom: 'provider', key: 't', name: 'Another provider' },
  { whom: 'payer', key: 'i', name: 'An insurance' },
  { whom: 'representative', key: 'r', name: 'Who acts for the patient' },
  { whom: 'public-health', key: 'h', name: 'Public health' },
  { whom: 'lawyer', key: 'c', name: 'A court or a lawyer' },
  { whom: 'police', key: 'l', name: 'Law enforcement' },
  { whom: 'authority', key: 'a', name: 'Another authority' },
  { whom: 'other', key: 'e', name: 'Somebody else' },
]

export const recipientOptions = givenTo.map((value) => ({
  value,
  label: whoms.find(({ whom }) => whom === value)?.name ?? recipientWords[value],
}))
export const purposeOptions = givenFor.map((value) => ({ value, label: purposeWords[value] }))

/** To the patient, the patient is you. */
export const toYou: Readonly<Record<GivenTo, string>> = {
  patient: 'You',
  representative: 'Somebody who acts for you',
  provider: 'Somebody who treats you elsewhere',
  payer: 'Your insurance',
  'public-health': 'A public health office',
  lawyer: 'A court or a lawyer',
  police: 'Law enforcement',
  authority: 'An authority',
  other: 'Somebody else',
}
export const whyYou: Readonly<Record<GivenFor, string>> = {
  copy: 'You asked for a copy.',
  treatment: 'For your treatment.',
  payment: 'So that your care is paid.',
  operations: 'For the work of this practice.',
  authorized: 'You agreed to it in writing.',
  'public-health': 'The law asks for or allows a report to public health.',
  oversight: 'They oversee health care.',
  court: 'A court ordered it, or it was subpoenaed.',
  police: 'Law enforcement asked for it.',
  danger: 'To avert a danger to somebody.',
  law: 'The law asks for it.',
  research: 'For research.',
  other: '',
}
