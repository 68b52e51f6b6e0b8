/** What this version may still do with a cloud that may be newer. */
import type { Connection } from '../../shared/cloud/get-connection.ts'
import { protocols, type HelloReply } from '../../shared/sync/wire.ts'

export type Update = NonNullable<Connection['needsUpdate']>
/** What it does not do any more: its own work is sent, and that of others is not read; or nothing is sent either. */
export type Denied = Exclude<Update, 'shows-less'>

/** Null where it may do everything. `schema`: this version's. */
export function denied({ protocol, schema }: HelloReply, mine: number): Denied | null {
  if (!protocols.includes(protocol) || mine < schema.minPush) return 'sends-nothing'
  return mine < schema.minPull ? 'reads-nothing' : null
}

/** Whether what others write comes in, be it shown or not. */
export const isReading = (update: Update | null): boolean => update === null || update === 'shows-less'
