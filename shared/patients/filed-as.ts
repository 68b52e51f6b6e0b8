/** Whether somebody who works here is a patient, as far as names say: two people of one name are told apart by nobody. */
import { foldWords } from '../kernel/fold.ts'
import { sortName } from './patient.ts'

/** Family and first name of whoever works here, folded, as patients are filed: `Ana Rivera, MD` is `rivera, ana`. */
export function filedAs(displayName: string): Readonly<{ family: string; sortName: string }> | null {
  const words = foldWords(displayName.split(',')[0] ?? '').filter((word) => word !== 'dr')
  const [first] = words
  const family = words.at(-1)
  return first === undefined || family === undefined || words.length < 2
    ? null
    : { family, sortName: `${family}, ${first}` }
}

export const bears = (patient: Readonly<{ sortName: string }>, filed: string): boolean =>
  patient.sortName === filed || patient.sortName.startsWith(`${filed} `)

/** The patient has the family and the first name of this person. */
export function seemsToBe(
  displayName: string,
  patient: Readonly<{ family: string; given: string; middle: string }>,
): boolean {
  const own = filedAs(displayName)
  return own !== null && bears({ sortName: sortName(patient) }, own.sortName)
}
