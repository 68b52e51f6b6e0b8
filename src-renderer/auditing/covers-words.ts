/** What a log, or a report of it, covers: of which workstations, and up to when each. */
import type { Covered } from '../../shared/auditing/covered.ts'
import { counted } from '../cloud/connection-words.ts'
import { dateText, momentText } from '../kernel/dates.ts'
import { shortId } from './entry-text.ts'

type Station = Covered['stations'][number]

/** A log that was heard of within this time is taken for one that goes on. */
const quietMs = 60 * 60_000

export const nameOf = ({ workstation, isHere }: Pick<Station, 'workstation' | 'isHere'>): string =>
  `Workstation ${shortId(workstation)}${isHere ? ' (this one)' : ''}`

/** `up to 10:42 AM`, and since when nothing more came of it. */
export function upToText({ upTo, heardAt }: Station, signedAt: string | null): string {
  const upto = upTo === null ? 'nothing yet' : `up to ${momentText(upTo)}`
  if (heardAt === null || signedAt === null) return upto
  const isQuiet = Date.parse(signedAt) - Date.parse(heardAt) > quietMs
  return isQuiet ? `${upto}; has sent nothing since ${momentText(heardAt)}` : upto
}

/** In one line, for the head of a list. */
export function coversText({ scope, stations, signedAt }: Covered): string {
  const [own] = stations
  if (scope === 'here')
    return own?.since
      ? ` of this workstation (${shortId(own.workstation)}), kept since ${dateText(own.since)}`
      : ''
  const of = counted(stations.length, 'workstation', 'workstations')
  return signedAt === null ? '' : ` of ${of}, as the cloud had them ${momentText(signedAt)}`
}

/** Of each workstation a sentence, for paper. */
export const stationLines = ({ stations, signedAt }: Covered): string[] =>
  stations.map(
    (station) =>
      `${nameOf(station)}: ${counted(station.entries, 'entry', 'entries')}${
        station.since === null ? '' : ` since ${dateText(station.since)}`
      }, ${upToText(station, signedAt)}.`,
  )

/** What is not in it, and why. */
export function missingText({ scope, missing, gone }: Covered): string {
  if (scope === 'here') return 'What was done at others is not in it.'
  return [
    missing > 0 &&
      `${counted(missing, 'entry is', 'entries are')} still on their way from the cloud and not in it.`,
    gone > 0 && `${counted(gone, 'older entry', 'older entries')} the practice has let go by its policy.`,
    'What a workstation has done since then and not sent yet is not in it.',
  ]
    .filter(Boolean)
    .join(' ')
}
