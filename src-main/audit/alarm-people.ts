/** Whom an alarm concerns, as far as this workstation knows: of its own by its own log, of others by what the cloud says. */
import { bringsBack, bringsBackMinutes, concernedMinutes } from '../../shared/audit/alarm-people.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import type { AuditFile } from './audit-log.ts'
import type { OpenAlarm } from './witness-book.ts'

/** Entries that are looked at: an alarm is settled within days. */
const lookedAt = 50_000

export function concernedBy(file: AuditFile, alarm: OpenAlarm): ReadonlySet<string> {
  const said = file.db
    .prepare<[string], string>('SELECT value FROM audit_alarm, json_each(concerns) WHERE audit_alarm.id = ?')
    .pluck()
    .all(alarm.id)
  return new Set([...said, ...(alarm.device === file.device ? wereHere(file, alarm) : [])])
}

const ofSomebody = 'seq > @after AND actor IS NOT NULL AND session IS NOT NULL'

function wereHere({ db, last }: AuditFile, { at, n, cloud }: OpenAlarm): string[] {
  const minutes = (count: number) => instantOf(Date.parse(at) + count * 60_000)
  return db
    .prepare<[Record<string, string | number>], string>(
      `SELECT actor FROM audit WHERE ${ofSomebody} AND at BETWEEN @from AND @at
       UNION SELECT actor FROM audit WHERE ${ofSomebody} AND action = @bringsBack AND at BETWEEN @at AND @later
       UNION SELECT actor FROM (SELECT actor FROM audit WHERE ${ofSomebody} AND seq <= @n ORDER BY seq DESC LIMIT 1)
       UNION SELECT actor FROM (SELECT actor FROM audit WHERE ${ofSomebody} AND at <= @lastBy ORDER BY seq DESC LIMIT 1)`,
    )
    .pluck()
    .all({
      after: last.n - lookedAt,
      from: minutes(-concernedMinutes),
      at,
      later: minutes(bringsBackMinutes),
      bringsBack,
      n: n ?? 0,
      // of what the cloud noticed it says by its own clock who was there last
      lastBy: cloud ? '' : at,
    })
}
