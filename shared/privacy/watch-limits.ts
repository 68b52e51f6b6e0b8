/** From when on reading is unusual, by what somebody does here: a front desk opens more charts than an auditor. */
import type { Role } from '../access/roles.ts'

const chartsAnHour: Readonly<Record<Role, number>> = {
  physician: 40,
  'nurse-practitioner': 40,
  nurse: 60,
  'medical-assistant': 60,
  'front-desk': 100,
  biller: 100,
  'practice-manager': 20,
  administrator: 20,
  auditor: 20,
}
/** Of whoever has levels of the practice's own alone. */
const usual = 60

/** Different charts within an hour; of several roles the most. */
export const mostChartsAnHour = (roles: readonly string[]): number => {
  const known = roles.flatMap((role) => (Object.hasOwn(chartsAnHour, role) ? chartsAnHour[role as Role] : []))
  return known.length === 0 ? usual : Math.max(...known)
}

/** Hours of the day, at the practice, in which hardly anybody works; and how many charts in one of them are many. */
export const night = { from: 22, until: 5, charts: 20 } as const
/** Refusals within so many minutes. */
export const refusals = { most: 10, minutes: 10 } as const
/** A family name that more patients than these have says nothing. */
export const rareName = 12
/** The same thing about the same person is not told again for so long. */
export const quietDays = 30
export const quietHours = 12
