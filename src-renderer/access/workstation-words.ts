import type { listWorkstations } from '../../shared/access/list-workstations.ts'
import { signOfWorkstation } from '../../shared/access/wipe-workstation.ts'
import type { revokeReasons } from '../../shared/access/revoke-workstation.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { lengthText } from '../cloud/connection-words.ts'
import { dateText, momentText } from '../kernel/dates.ts'

export type Line = OutputOf<typeof listWorkstations>['workstations'][number]

/** A workstation is called by the last four signs of its id, as at the foot of every print. */
export const signOf = signOfWorkstation

export const contactText = (seenAt: string | null): string =>
  seenAt === null ? 'Never' : `${lengthText(seenAt, new Date().toISOString())} ago · ${momentText(seenAt)}`

export const keyChangedText = (at: string | null): string => (at === null ? 'Not yet' : dateText(at))

export const reasonWords: Readonly<Record<(typeof revokeReasons)[number], string>> = {
  stolen: 'It was stolen',
  lost: 'It is lost',
  'handed-back': 'It was handed back or given away',
  other: 'Another reason',
}
