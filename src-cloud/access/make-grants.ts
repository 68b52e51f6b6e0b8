/** What each person of a practice may do at one workstation, and until when: worked out here, signed by the route. */
import { createHash } from 'node:crypto'
import { accessLevels } from '../../shared/access/access-level.ts'
import { credentials } from '../../shared/access/credential.ts'
import { leaseHours, privilegedHours, type Grant } from '../../shared/access/grant.ts'
import { practices } from '../../shared/access/practice.ts'
import { isHere, rightsOf } from '../../shared/access/rights.ts'
import { users } from '../../shared/access/user.ts'
import type { Permission } from '../../shared/kernel/permissions.ts'
import { readRow } from '../../shared/kernel/read-row.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { addDays, dayIn, instantOf, startOfDay } from '../../shared/kernel/time.ts'
import type { GivenRow } from '../postgres/people.ts'
import { zoneOf } from './practice-zone.ts'

type User = RowOf<typeof users>
type Level = RowOf<typeof accessLevels>
type Where = Readonly<{ practice: string; device: string; nowMs: number }>

const hourMs = 3_600_000

/** Of everybody who is here on the day it is at the practice; of nobody else. `rows`: of this practice. */
export function grantsFor(rows: readonly GivenRow[], where: Where): Grant[] {
  const { practice, device, nowMs } = where
  const [own] = rowsOf(practices, rows)
  const zone = zoneOf(own)
  const today = dayIn(zone, nowMs)
  const levels = rowsOf(accessLevels, rows)
  const keys = new Map(rowsOf(credentials, rows).map((each) => [each.id, keyShaOf(each)]))
  const lease = nowMs + (own?.leaseHours ?? leaseHours.usual) * hourMs
  return rowsOf(users, rows)
    .filter((user) => isHere(user, today))
    .map((user) => {
      const last = lastDay(user, levels, today)
      const dayEnd = last === null ? lease : Date.parse(startOfDay(zone, addDays(last, 1)))
      const until = Math.min(lease, dayEnd)
      return {
        format: 1,
        practice,
        device,
        user: user.id,
        username: user.username,
        displayName: user.displayName,
        roles: user.roles,
        levels: levels.filter(({ id }) => user.levels.includes(id)).map(({ name }) => name),
        permissions: [...rightsOf(user, levels, today)].sort(),
        keySha: keys.get(user.id) ?? null,
        secondFactor: own?.secondFactor !== 'nobody',
        issuedAt: instantOf(nowMs),
        until: instantOf(until),
        privilegedUntil: instantOf(Math.min(nowMs + privilegedHours * hourMs, until)),
      }
    })
}

/**
 * The last day on which all that is granted holds; null where none ends. A right that ends sooner than the lease ends the grant: a
 * workstation that hears nothing more must not go on with it, and cannot work out what would be left. One that is only taken away
 * for some days ends nothing.
 */
function lastDay(user: User, levels: readonly Level[], today: string): string | null {
  const without = { ...user, exceptions: user.exceptions.filter(({ allow }) => !allow) }
  const anyway = rightsOf(without, levels, today)
  const onlyByException = [...rightsOf(user, levels, today)].filter((right) => !anyway.has(right))
  // given twice, it ends with the later of the two
  const ends = onlyByException.flatMap((right) => latest(user.exceptions, right) ?? [])
  return [...ends, ...(user.endsOn === null ? [] : [user.endsOn])].sort()[0] ?? null
}

const latest = (exceptions: User['exceptions'], right: Permission): string | undefined =>
  exceptions
    .flatMap(({ permission, allow, until }) => (allow && permission === right ? [until] : []))
    .sort()
    .at(-1)

const keyShaOf = ({ keys }: RowOf<typeof credentials>): string =>
  createHash('sha256').update(Buffer.from(keys.publicKey, 'base64')).digest('hex')

type Read = typeof practices | typeof users | typeof accessLevels | typeof credentials

/** Of one type, with every field they have now. What this version cannot read is nobody's right. */
export function rowsOf<R extends Read>(record: R, rows: readonly GivenRow[]): RowOf<R>[] {
  const read = rows.flatMap(({ type, id, row }) => {
    return type === record.type ? (readRow(record, { ...row, id })?.row ?? []) : []
  })
  return read as RowOf<R>[]
}
