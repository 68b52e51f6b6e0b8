import { bringsBack, bringsBackMinutes, concernedMinutes } from '../../shared/audit/alarm-people.ts'

/** By the entries the cloud has of that workstation. The first `"actor"` of an entry is its own: its text is canonical. */
const actor = `substring(e.entry from '"actor":"([0-9a-f-]{36})"')`
const ofSomebody = `${actor} IS NOT NULL AND position('"session":null' in e.entry) = 0`
const there = 'e.practice_id = a.practice_id AND e.device_id = a.device_id'
/** Entries before the one an alarm names that are looked at, and days before it, by the cloud’s clock, for who was there last. */
const [entriesBefore, daysBefore] = [1000, 7]

/** Ids of the people an alarm concerns, as SQL over the alarm `a`: shared/audit/alarm-people.ts says who that is. */
export const concernedSql = `ARRAY(
  SELECT ${actor} FROM audit_event e
  WHERE ${there} AND ${ofSomebody}
    AND e.at BETWEEN a.at - make_interval(mins => ${concernedMinutes}) AND a.at + make_interval(mins => ${bringsBackMinutes})
    AND (e.at <= a.at OR position('"action":"${bringsBack}"' in e.entry) > 0)
  UNION (
    SELECT ${actor} FROM audit_event e
    WHERE ${there} AND ${ofSomebody} AND e.log_epoch = a.log_epoch AND e.n BETWEEN a.n - ${entriesBefore} AND a.n
    ORDER BY e.n DESC LIMIT 1)
  UNION (
    SELECT ${actor} FROM audit_event e
    WHERE ${there} AND ${ofSomebody} AND e.received_at BETWEEN a.at - make_interval(days => ${daysBefore}) AND a.at
    ORDER BY e.log_epoch DESC, e.n DESC LIMIT 1))`
