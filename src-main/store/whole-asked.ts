/** Whether the log of the whole practice is to be kept at this workstation: who asked for it, and the key of its file. */
import { z } from 'zod'
import { Id, Instant } from '../../shared/kernel/fields.ts'
import type { Reader } from './reader.ts'

/** The setting's name in `workstation_setting`; its value is a WholeAsked as JSON. */
export const wholeSetting = 'audit.whole'

/** `key`: 32 random bytes, base64. It lies in the store alone: who is not in opens nothing. */
const WholeAsked = z.object({ by: Id, at: Instant, key: z.base64().length(44) })
export type WholeAsked = z.output<typeof WholeAsked>

export function wholeAsked(read: Reader): WholeAsked | null {
  const [own] = read.rows<{ value: string }>(
    'SELECT value FROM workstation_setting WHERE name = ?',
    wholeSetting,
  )
  return own ? (WholeAsked.safeParse(JSON.parse(own.value)).data ?? null) : null
}
