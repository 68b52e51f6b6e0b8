import type { Op } from '../../shared/kernel/op.ts'
import type { RecordType } from '../../shared/kernel/record.ts'

/** A row somebody made, wherever it is to be seen. */
export type RowRef = Readonly<{ record: RecordType; id: string }>

/** What a committed command left behind, and what its author had on the screen. */
export type Issued = {
  readonly n: number
  readonly op: Op
  /** The same as the present version would have made it: what the cloud decides on. */
  readonly converted: Op
  /** Made by the version before. */
  readonly older: boolean
  readonly text: string
  readonly station: string
  /** By row key, the row as it was shown before the command. */
  readonly seen: ReadonlyMap<string, Readonly<Record<string, unknown>> | undefined>
  /** Nobody has it any more: neither a workstation nor the cloud, after a restore. */
  gone: boolean
  /** It was refused or held at some time. */
  refused: boolean
  /** A person has sent it once more, and nothing has been decided since. */
  asked: boolean
}

export const short = (id: string): string => id.slice(-6)
export const keyOf = (type: string, id: string): string => `${type}/${id}`
