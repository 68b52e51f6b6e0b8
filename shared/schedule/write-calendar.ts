/**
 * Appointments of one provider as an iCalendar file. Nothing of a patient is in it: a calendar is read where no record may be. Times are UTC, so
 * that no zone has to be described, and an hour that comes twice is told apart. Source: RFC 5545, RFC 7986 (NAME, REFRESH-INTERVAL).
 */
export const calendarShows = ['busy', 'type'] as const
/** `busy`: that time is taken; `type`: also the kind of visit, and where. */
export type CalendarShows = (typeof calendarShows)[number]

export type CalendarEntry = Readonly<{
  id: string
  /** Grows with each change of the row: a calendar takes the later one. */
  version: number
  startsAt: string
  minutes: number
  /** Empty where there is none, or where it says too much: of a chart that is closed. */
  visitType: string
  place: string
}>

/** In UTF-8. */
const octetsOf = (codePoint: number): number =>
  codePoint < 0x80 ? 1 : codePoint < 0x8_00 ? 2 : codePoint < 0x1_00_00 ? 3 : 4

/** Lines are at most 75 octets; what goes on begins with a space. A character is never divided. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const letter of line) {
    const size = octetsOf(letter.codePointAt(0) ?? 0)
    if (octets + size > (parts.length === 0 ? 75 : 74)) {
      parts.push(part)
      part = ''
      octets = 0
    }
    part += letter
    octets += size
  }
  return [...parts, part].join('\r\n ')
}

/** Of control characters a calendar may have none but those that end a line (RFC 5545, section 3.1). */
const escaped = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex -- these are what is taken out
    .replaceAll(/[\u0000-\u0009\u000B\u000C\u000E-\u001F\u007F]/g, ' ')
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll(/\r\n|\r|\n/g, '\\n')

/** `2026-03-04T15:30:00.000Z` as `20260304T153000Z`. */
const stamp = (instant: string): string => `${instant.slice(0, 19).replaceAll(/[-:]/g, '')}Z`

const titleOf = ({ visitType }: CalendarEntry, shows: CalendarShows): string =>
  shows === 'busy' ? 'Busy' : visitType || 'Visit'

/** `nowAt`: ISO 8601. What is written of it is the calendar as it is then: whoever has an earlier one takes this in its place. */
export function writeCalendar(
  name: string,
  entries: readonly CalendarEntry[],
  shows: CalendarShows,
  nowAt: string,
): string {
  const events = entries.flatMap((entry) => [
    'BEGIN:VEVENT',
    `UID:${entry.id}@holdfast`,
    `DTSTAMP:${stamp(nowAt)}`,
    `SEQUENCE:${entry.version}`,
    `DTSTART:${stamp(entry.startsAt)}`,
    `DTEND:${stamp(new Date(Date.parse(entry.startsAt) + entry.minutes * 60_000).toISOString())}`,
    `SUMMARY:${escaped(titleOf(entry, shows))}`,
    ...(entry.place === '' || shows === 'busy' ? [] : [`LOCATION:${escaped(entry.place)}`]),
    'STATUS:CONFIRMED',
    'CLASS:PRIVATE',
    'TRANSP:OPAQUE',
    'END:VEVENT',
  ])
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Holdfast//Schedule//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
    ...events,
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('')
}
