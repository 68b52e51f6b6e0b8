/** A slot whose lease ended long ago is deleted, also while nobody is in: after it no password opens this workstation for its owner. */
import type { Clock } from '../../shared/kernel/ids.ts'
import type { AuditFile } from '../audit/audit-log.ts'
import { LeaseTable, type EndedLease, type Look } from '../audit/lease-table.ts'
import { WitnessBook } from '../audit/witness-book.ts'
import { trustedMs } from './grants.ts'
import { openSlot } from './slot.ts'
import { slotDeleted } from './slot-deleted.ts'
import { readSlots, writeSlots, type Slots } from './slots.ts'

const dayMs = 86_400_000
/** How long after its lease a slot is kept: whoever was on leave or ill comes back to it. */
export const graceMs = 30 * dayMs
/** What counts of a time in which the workstation was off or asleep: it saw nothing of it but two readings of a clock that may be wrong. */
export const mostAwayMs = 3 * dayMs
export const lookAgainMs = 3_600_000

/**
 * The time between two looks that this workstation saw pass, ms. No clock is believed alone: one that jumps ahead by years is worth
 * three days, and nothing any more once it is put right (LeaseTable.count). Nothing passes while the cloud is there: whoever may still come in is let in by it.
 */
export function seenToPass(before: Look | null, now: Look): number {
  if (!before || before.witness !== now.witness) return 0
  const wall = Math.max(0, now.wall - before.wall)
  const steady = before.run === now.run ? Math.min(wall, Math.max(0, now.mono - before.mono)) : 0
  return steady + Math.min(wall - steady, mostAwayMs)
}

export type LeaseParts = Readonly<{
  slotsFile: string
  clock: Clock
  /** One life of this process. */
  run: string
  /** Null while there is none that opens. */
  audit(): AuditFile | null
  deviceKey(): Buffer | null
  /** Who is in: their slot stays. */
  present(): string | null
}>

export class LeaseKeeper {
  readonly #parts: LeaseParts

  constructor(parts: LeaseParts) {
    this.#parts = parts
  }

  /** Deletes what is due; true where that was the last. Each is recorded first: where that cannot be written nothing is deleted. Throws `audit.unwritable` and what the disk says. */
  look(): boolean {
    const { slotsFile, clock, run, present } = this.#parts
    const [audit, deviceKey] = [this.#parts.audit(), this.#parts.deviceKey()]
    const slots = readSlots(slotsFile)
    if (!audit || !deviceKey || !slots) return false
    const witness = new WitnessBook(audit).witnessed()?.at ?? null
    const at = { wall: clock.now(), mono: clock.mono(), run, witness }
    const ended = endedLeases(slots, deviceKey, trustedMs(at.wall, audit.clockBehind()))
    const long = new LeaseTable(audit).count(at, ended, seenToPass)
    const due = new Set(
      ended.flatMap(({ user }) => ((long.get(user) ?? 0) >= graceMs && user !== present() ? [user] : [])),
    )
    if (due.size === 0) return false
    for (const user of due) audit.append(slotDeleted('lease-ended', { user, days: graceMs / dayMs }))
    const users = slots.users.filter(({ userId }) => !due.has(userId))
    writeSlots(slotsFile, { ...slots, users })
    return users.length + slots.earlier.length === 0
  }
}

/** Of those who came in by a grant of the cloud; what was granted here has no lease. A slot that is damaged is left as it is. */
const endedLeases = (slots: Slots, deviceKey: Buffer, nowMs: number): EndedLease[] =>
  slots.users.flatMap((slot) => {
    const grant = openSlot(slots, slot, deviceKey)?.grant
    if (!grant || !('sig' in grant) || nowMs < Date.parse(grant.grant.until)) return []
    return [{ user: slot.userId, until: grant.grant.until }]
  })
