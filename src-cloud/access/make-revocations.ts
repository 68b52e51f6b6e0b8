/** Who and which workstations are not to come in any more, of the practice's own rows. */
import { practices } from '../../shared/access/practice.ts'
import { isHere } from '../../shared/access/rights.ts'
import { users } from '../../shared/access/user.ts'
import type { WorkstationLine } from '../../shared/access/workstation.ts'
import { dayIn } from '../../shared/kernel/time.ts'
import type { GivenRow } from '../postgres/people.ts'
import { rowsOf } from './make-grants.ts'
import { zoneOf } from './practice-zone.ts'

export type Revoked = Readonly<{ people: readonly string[]; workstations: readonly string[] }>

/** In the order of their ids. `rows`: of this practice. */
export function revokedOf(
  rows: readonly GivenRow[],
  lines: readonly Pick<WorkstationLine, 'device' | 'revokedAt'>[],
  nowMs: number,
): Revoked {
  const [own] = rowsOf(practices, rows)
  const today = dayIn(zoneOf(own), nowMs)
  return {
    people: rowsOf(users, rows)
      .filter((user) => !isHere(user, today))
      .map(({ id }) => id)
      .toSorted(),
    workstations: lines.flatMap(({ device, revokedAt }) => (revokedAt === null ? [] : [device])).toSorted(),
  }
}
