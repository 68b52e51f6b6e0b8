/** Who is in the downtime pack, and why. */
import { packPolicy } from '../../shared/downtime/pack-policy.ts'
import { packReasons, type PackReason } from '../../shared/downtime/pack.ts'
import type { PackDay } from './pack-content.ts'

/** Somebody who was opened or changed on this workstation, the latest first. */
export type SeenPatient = Readonly<{ patientId: string; changed: boolean }>
export type Choice = Readonly<{ patientId: string; choice: 'in' | 'out' }>
export type Chosen = Readonly<{ patientId: string; why: readonly PackReason[] }>

/**
 * Whoever is on the schedule and whoever was put in by hand, all of them; then those seen here lately, the latest first,
 * until the pack holds what it may. Whoever was left out by hand is not in it, whatever speaks for them.
 */
export function choosePatients(
  days: readonly PackDay[],
  choices: readonly Choice[],
  seen: readonly SeenPatient[],
  most: number = packPolicy.patients,
): Chosen[] {
  const out = new Set(choices.filter(({ choice }) => choice === 'out').map(({ patientId }) => patientId))
  const chosen = new Map<string, Set<PackReason>>()
  const add = (patientId: string | null, why: PackReason) => {
    if (patientId === null || out.has(patientId)) return
    chosen.set(patientId, (chosen.get(patientId) ?? new Set()).add(why))
  }
  for (const { which, lines } of days) for (const { patientId } of lines) add(patientId, which)
  for (const { patientId, choice } of choices) if (choice === 'in') add(patientId, 'by-hand')
  for (const { patientId, changed } of seen)
    if (chosen.has(patientId) || chosen.size < most) add(patientId, changed ? 'changed' : 'opened')
  return [...chosen].map(([patientId, why]) => ({
    patientId,
    why: packReasons.filter((reason) => why.has(reason)),
  }))
}
