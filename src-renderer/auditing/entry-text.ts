/** What a line of the log says, in words. */
import { utcOffsetText } from '../../shared/audit/clock-words.ts'
import { wordsOfAction } from '../../shared/auditing/action-words.ts'
import type { EntryLine } from '../../shared/auditing/entry-line.ts'
import { handedOut, purposeWords, recipientWords } from '../../shared/audit/handing-out.ts'
import { dateText } from '../kernel/dates.ts'
import { knownReasons, wordsOf } from '../kernel/words.ts'

export type Line = EntryLine

export const actorText = ({ actor }: Line): string =>
  actor === null ? 'The workstation itself' : actor.name || 'Somebody not known here'

export const patientText = ({ patient }: Line): string =>
  patient === null ? '' : patient.name || 'A patient not known here'

export const whatText = ({ action }: Line): string => wordsOfAction(action)

/** Of a reason without a sentence of its own, what it is called. */
export const reasonText = (reason: string | null): string =>
  reason === null ? '' : knownReasons.has(reason) ? wordsOf(reason) : reason.replaceAll(/[.-]/g, ' ')

export const recipientText = ({ detail }: Line): string => {
  const out = handedOut(detail)
  return out ? recipientWords[out.recipient] : 'Not recorded'
}
export const purposeText = ({ detail }: Line): string => {
  const out = handedOut(detail)
  return out ? purposeWords[out.purpose] : ''
}

export const shortId = (id: string): string => id.slice(-4).toUpperCase()

/** To the second: entries of one minute are many. By the clock of whoever reads, with what that is ahead of UTC: so it is one moment to everybody. */
export const secondsText = (instant: string): string => {
  const moment = new Date(instant)
  return `${dateText(instant)} ${moment.toLocaleTimeString('en-US')} ${utcOffsetText(-moment.getTimezoneOffset())}`
}
export const periodText = (instant: string): string => dateText(instant)
