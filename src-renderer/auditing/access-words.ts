/** A patient’s report, in the words of somebody who has never seen Holdfast. */
import type { AccessLine } from '../../shared/auditing/get-access-report.ts'
import { purposeWords, recipientWords } from '../../shared/audit/handing-out.ts'
import { timeText } from '../kernel/dates.ts'

const data: Readonly<Record<AccessLine['category'], string>> = {
  session: 'your record',
  demographics: 'your name, address and contact details',
  coverage: 'your insurance',
  schedule: 'your appointments',
  payments: 'what you paid at the desk',
  encounters: 'your visits',
  problems: 'your diagnoses and problems',
  allergies: 'your allergies',
  medications: 'your medications',
  vitals: 'your vital signs, such as weight and blood pressure',
  results: 'your test results',
  immunizations: 'your vaccinations',
  procedures: 'your procedures',
  documents: 'your documents',
  'care-plans': 'your care plans',
  chart: 'your chart',
  exchange: 'what came from or went to another system',
  configuration: 'the record of who saw your data',
  directory: 'your record',
}

const did: Readonly<Record<AccessLine['did'], string>> = {
  saw: 'Looked at',
  changed: 'Changed or added to',
  printed: 'Printed',
  copied: 'Copied from',
  exported: 'Took out as a file:',
  imported: 'Brought in',
  audited: 'Looked at',
}

export const accessText = (line: AccessLine): string => `${did[line.did]} ${data[line.category]}`

export const staffText = ({ who }: AccessLine): string =>
  who === '' ? 'The computer itself' : (who ?? 'Somebody whose name this computer does not have')

/** `9:05 AM`, or from the first time to the last, and how often; in the zone that the line's day is of. */
export function timesText({ from, to, times }: AccessLine, zone: string): string {
  const [first, last] = [timeText(from, zone), timeText(to, zone)]
  if (times === 1) return first
  return first === last ? `${first}, ${times} times` : `${first} to ${last}, ${times} times`
}

export const forWhomText = ({ handedOut }: AccessLine): string =>
  handedOut ? `For: ${forms[handedOut.recipient]}. ${purposeWords[handedOut.purpose]}.` : ''

/** To the patient, the patient is you. */
const forms: Readonly<Record<keyof typeof recipientWords, string>> = {
  ...recipientWords,
  patient: 'you',
  representative: 'somebody who acts for you',
  practice: 'somebody in the practice',
  authority: 'an authority',
  lawyer: 'a court or a lawyer',
  provider: 'somebody who treats you elsewhere',
  payer: 'your insurance',
  'public-health': 'a public health office',
  police: 'law enforcement',
  other: 'somebody else',
}

export const isOut = ({ did: done }: AccessLine): boolean =>
  done === 'printed' || done === 'copied' || done === 'exported'
