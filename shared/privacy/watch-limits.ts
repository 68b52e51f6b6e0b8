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

/**
 * Emergencies within so many days after which somebody looks at all of them: of one person by what they do here, who treats more often
 * than others; of one patient, by how many different people.
 */
export const emergencyDays = 30
const emergenciesOf: Readonly<Partial<Record<Role, number>>> = {
  physician: 4,
  'nurse-practitioner': 4,
  nurse: 4,
}
const fewEmergencies = 3
export const peopleAtOnePatient = 3

/** The number from which on it is many; of several roles the most. */
export const manyEmergencies = (roles: readonly string[]): number =>
  Math.max(
    fewEmergencies,
    ...roles.map((role) => (Object.hasOwn(emergenciesOf, role) && emergenciesOf[role as Role]) || 0),
  )

/** Somebody is new, and so is a workstation, for so many days: what they do for the first time is no news. */
export const newDays = 7
