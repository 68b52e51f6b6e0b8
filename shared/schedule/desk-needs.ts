/** What the desk has to ask for when somebody comes: what was never shown, and what is older than the practice lets it be. */
import { daysBetween } from '../kernel/time.ts'
import { deskCheckKinds, type DeskCheckKind } from './desk-check.ts'
import type { SchedulePolicy } from './schedule-policy.ts'

export type DeskDates = Readonly<Record<DeskCheckKind, Readonly<{ on: string }> | null>>
export type DeskNeed = Readonly<{
  kind: DeskCheckKind
  /** `none`: not asked of whoever has no insurance. */
  state: 'fine' | 'missing' | 'old' | 'none'
  /** When it was last had, YYYY-MM-DD. */
  on: string | null
}>

/** How old each may be, in days. The privacy notice is acknowledged once (45 CFR 164.520(c)(2)(ii)), and an identity does not change. */
const oldest = (policy: SchedulePolicy): Readonly<Record<DeskCheckKind, number>> => ({
  consent: policy.consentDays,
  privacyNotice: Infinity,
  card: policy.cardDays,
  identity: Infinity,
  address: policy.addressDays,
  eligibility: policy.eligibilityDays,
})

/** `today`: the day it is where the appointment is. `isInsured`: an insurance that is in force is on record. */
export function deskNeeds(
  dates: DeskDates | null,
  policy: SchedulePolicy,
  today: string,
  isInsured: boolean,
): DeskNeed[] {
  const limits = oldest(policy)
  return deskCheckKinds.map((kind) => {
    const on = dates?.[kind]?.on ?? null
    if (!isInsured && (kind === 'card' || kind === 'eligibility')) return { kind, state: 'none', on }
    if (on === null) return { kind, state: 'missing', on }
    return { kind, state: daysBetween(on, today) > limits[kind] ? 'old' : 'fine', on }
  })
}

export const isOpenNeed = ({ state }: DeskNeed): boolean => state === 'missing' || state === 'old'
