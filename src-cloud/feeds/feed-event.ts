/** What a feed tells of an entry, and of an alarm: ids, codes, numbers and truth values; no name and no free text. */
import type { LogEntry } from '../../shared/audit/entry.ts'
import type { AlarmKind } from '../../shared/audit/wire.ts'
import { wordsOfAction } from '../../shared/auditing/action-words.ts'
import { graveActions, noticing } from '../../shared/auditing/grave-actions.ts'

/** RFC 5424, table 2. */
export const severities = { critical: 2, error: 3, warning: 4, notice: 5, informational: 6 } as const
export type Severity = (typeof severities)[keyof typeof severities]

/** `at`: ISO 8601. `fields`: in this order. `id`: what kind of event, a code. */
export type FeedEvent = Readonly<{
  severity: Severity
  at: string
  device: string
  id: string
  words: string
  fields: Readonly<Record<string, string | number | boolean>>
}>

const { critical, error, warning, notice, informational } = severities
const byOutcome: Readonly<Record<string, Severity>> = {
  done: informational,
  refused: warning,
  failed: error,
  'not-performed': warning,
}

/** A code is told as it is; what is none is not told, whatever it says. */
const asCode = (text: string): string => (/^[\w:.-]{1,80}$/.test(text) ? text : 'other')
const given = (fields: Readonly<Record<string, string | number | boolean | null>>): FeedEvent['fields'] =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as FeedEvent['fields']

/** `h`: the hash of the entry. Of its detail only what counts and what is yes or no, and the kind of what was noticed. */
export function entryEvent(practice: string, entry: LogEntry, h: string): FeedEvent {
  const { device, epoch, n, at, actor, session, action, category, subject, outcome, reason, op } = entry
  const { kind } = entry.detail
  const grave = graveActions[action]
  const facts = Object.entries(entry.detail)
    .filter(([name, value]) => typeof value !== 'string' && /^[A-Za-z][A-Za-z0-9]{0,23}$/.test(name))
    .slice(0, 12)
    .map(([name, value]) => [`d_${name}`, value] as const)
  return {
    severity: Math.min(grave ? severities[grave] : informational, byOutcome[outcome] ?? error) as Severity,
    at,
    device,
    id: asCode(action),
    words: wordsOfAction(action),
    fields: given({
      practice,
      device,
      epoch,
      n,
      h,
      actor: actor && asCode(actor),
      session: session && asCode(session),
      action: asCode(action),
      category: asCode(category),
      subject: subject && asCode(subject),
      outcome: asCode(outcome),
      reason: reason && asCode(reason),
      op: op && asCode(op),
      ...(action === noticing && typeof kind === 'string' && { kind: asCode(kind) }),
      ...Object.fromEntries(facts),
    }),
  }
}

const ofAlarm: Readonly<Record<AlarmKind, Severity>> = {
  fork: critical,
  'set-back': critical,
  rewritten: critical,
  forged: critical,
  damaged: critical,
  'other-key': critical,
  silent: error,
  clock: error,
  keychain: error,
  'cloud-restored': error,
}

/** What the cloud has noticed. Why it was settled is not told: that is in words. */
export type FedAlarm = Readonly<{
  id: string
  kind: string
  device: string
  epoch: number | null
  n: number | null
  /** Raised, or settled. */
  what: 'raised' | 'settled'
  at: Date
}>

export function alarmEvent(practice: string, alarm: FedAlarm): FeedEvent {
  const { id, kind, device, epoch, n, what, at } = alarm
  return {
    severity: what === 'settled' ? notice : ((ofAlarm as Readonly<Record<string, Severity>>)[kind] ?? error),
    at: at.toISOString(),
    device,
    id: `alarm.${asCode(kind)}`,
    words: what === 'settled' ? 'An alarm of the audit log was settled' : 'An audit log is not as it must be',
    fields: given({ practice, device, epoch, n, alarm: id, kind: asCode(kind), what }),
  }
}

/** One JSON object. */
export const jsonLine = ({ severity, at, id, words, fields }: FeedEvent): string =>
  JSON.stringify({ at, severity, event: id, words, ...fields })
