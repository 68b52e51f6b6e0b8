/** Which entries of a chart are in force, and in which order a clinician reads them. */
type Problem = { clinicalStatus: string; verification: string; onset: string | null }
type Allergy = { clinicalStatus: string; verification: string; criticality: string; substance: string }
type Medication = { status: string; startsAt: string | null }

const off = (verification: string) => verification === 'entered-in-error' || verification === 'refuted'

export const isActiveProblem = (problem: Problem): boolean =>
  ['active', 'recurrence', 'relapse', 'unknown'].includes(problem.clinicalStatus) &&
  !off(problem.verification)

/** An allergy whose status is not known counts as active: the safe reading. */
export const isActiveAllergy = (allergy: Allergy): boolean =>
  (allergy.clinicalStatus === 'active' || allergy.clinicalStatus === 'unknown') && !off(allergy.verification)

export const activeMedication: readonly string[] = ['active', 'on-hold', 'intended', 'unknown']

export const isActiveMedication = (medication: Medication): boolean =>
  activeMedication.includes(medication.status)

// SNOMED CT: no known allergy, no known drug allergy, no known food allergy, no known environmental allergy
const noneKnown = new Set(['716186003', '409137002', '429625007', '428607008'])

/** An entry that says there is none, which is not an allergy. */
export const saysNoneKnown = (allergy: { code: string | null; substance: string }): boolean =>
  (allergy.code !== null && noneKnown.has(allergy.code)) ||
  /^no known (drug |food |medication |environmental )?allerg/i.test(allergy.substance)

/** In force before not in force; the order given otherwise. */
export const activeFirst =
  <T>(isActive: (entry: T) => boolean) =>
  (a: T, b: T): number =>
    Number(isActive(b)) - Number(isActive(a))

export const dangerousFirst = (a: Allergy, b: Allergy): number =>
  Number(isActiveAllergy(b)) - Number(isActiveAllergy(a)) ||
  Number(b.criticality === 'high') - Number(a.criticality === 'high') ||
  a.substance.localeCompare(b.substance)
