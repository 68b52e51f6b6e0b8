import { z } from 'zod'
import { Id, Instant, stored } from '../kernel/fields.ts'
import type { Permission } from '../kernel/permissions.ts'
import { defineRecord } from '../kernel/record.ts'
import { SealedText } from './credential.ts'

/** Sheets of a kit, and how many of them open it. */
export const kitSheets = { made: 3, needed: 2 } as const
/** How long a kit opens a workstation from the first time on, hours: after it, or once somebody has noted that it was used, it opens nothing. */
export const kitHours = 12
/** Who acts where a kit was used: nobody's account. */
export const kitActor = 'emergency-kit'
/** Reading, and paper. */
export const kitPermissions: readonly Permission[] = ['patient.find', 'chart.read', 'schedule.read', 'print']

/** A sheet of the kit. `mark`: which of the shares stands on it; it opens nothing. */
export const KitHolder = z.strictObject({ name: stored(80), mark: z.int().min(1).max(255) })

/** One value: of two kits that were made at once one counts whole. */
export const EmergencyKit = z.strictObject({
  id: Id,
  /** P-256, base64. */
  publicKey: z.base64().max(400),
  /** The private half, under what two of the sheets make. */
  wrapped: SealedText,
  holders: z.array(KitHolder).max(kitSheets.made),
  madeAt: Instant,
  madeBy: Id,
})
export type EmergencyKit = z.output<typeof EmergencyKit>

/** The practice's kit, by the practice's id. What was made before it opens nothing any more. */
export const emergencyKits = defineRecord({
  type: 'emergency-kit',
  table: 'emergencyKits',
  patient: null,
  merge: { all: 'low' },
  since: 4,
  row: z.strictObject({ id: Id, kit: EmergencyKit }),
})

/** A kit that was used, at whichever workstation, opens nothing any more. */
export const isKitUsed = (kitId: string, uses: ReadonlyArray<Readonly<{ kitId: string }>>): boolean =>
  uses.some((use) => use.kitId === kitId)

/** A kit was used at a workstation. Noted by whoever signs in there next, since before that nobody is there who could write. */
export const kitUses = defineRecord({
  type: 'kit-use',
  table: 'kitUses',
  patient: null,
  merge: { all: 'immutable' },
  since: 4,
  row: z.strictObject({
    id: Id,
    kitId: Id,
    device: Id,
    /** The first time. */
    at: Instant,
    /** Who they said they were. */
    names: stored(200),
    reason: stored(300),
    /** Of the sheets that were typed. */
    marks: z.array(z.int().min(1).max(255)).max(kitSheets.made),
    notedBy: Id,
  }),
})
