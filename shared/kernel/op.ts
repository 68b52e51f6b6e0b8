/** An op: what one command changed, as it travels to the cloud (docs/sync.md). */
import { z } from 'zod'

/**
 * One row of an op. `baseVersion` is the cloud's version the change was made on, 0 for a new row; `base` holds what
 * the fields said when the person changed them, `set` what they say now. A removed row has `gone: true`.
 */
export const Change = z.strictObject({
  type: z.string(),
  id: z.string(),
  baseVersion: z.int().min(0),
  base: z.record(z.string(), z.unknown()),
  set: z.record(z.string(), z.unknown()),
  gone: z.boolean(),
})
export type Change = z.output<typeof Change>

export const Op = z.strictObject({
  op: z.uuid(),
  /** `command@version of its meaning`. */
  kind: z.string(),
  actor: z.string(),
  at: z.string(),
  hlc: z.string(),
  /** Ops that must be accepted before this one can be. */
  deps: z.array(z.uuid()),
  changes: z.array(Change),
})
export type Op = z.output<typeof Op>

export const opText = (op: Op): string => JSON.stringify(op)
