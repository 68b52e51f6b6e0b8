/** Where a practice is: its days begin there. */
import { dayIn } from '../../shared/kernel/time.ts'

/** IANA name of its time zone; UTC for a practice that has not said, or says what is none. */
export function zoneOf(practice: Readonly<Record<string, unknown>> | null | undefined): string {
  const zone = practice?.['timeZone']
  if (typeof zone !== 'string') return usual
  try {
    dayIn(zone, 0)
    return zone
  } catch {
    return usual
  }
}

const usual = 'UTC'
