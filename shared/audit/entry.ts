/** An entry of an audit log as it is hashed: one text that every reader comes to the same way (RFC 8785). */
import canonicalize from 'canonicalize'
import { z } from 'zod'
import { must } from '../kernel/errors.ts'

export const outcomes = ['done', 'refused', 'failed', 'not-performed'] as const
export type Outcome = (typeof outcomes)[number]

/** 64 hex digits: a SHA-256, or a key. */
export const Hex = z.string().regex(/^[0-9a-f]{64}$/)
/** What stands before the first entry. */
export const logStart = '0'.repeat(64)

const short = z.string().max(4000)

/**
 * Ids and codes; nothing names a patient or says what was written. `n` counts without a gap over the life of a log, `epoch`
 * begins anew where two histories of one workstation were found. `nonce`: of the cloud's last receipt, in the first entry
 * after it. What a later version adds is hashed like the rest. `at` is the workstation's wall clock, `mono` its steady one in ms since `boot`.
 */
export const LogEntry = z.looseObject({
  v: z.int().min(1),
  device: short,
  epoch: z.int().min(1),
  n: z.int().min(1),
  prev: Hex,
  nonce: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .nullable(),
  at: short,
  mono: z.number(),
  boot: short,
  actor: short.nullable(),
  session: short.nullable(),
  action: short,
  category: short,
  subject: short.nullable(),
  outcome: short,
  reason: short.nullable(),
  op: short.nullable(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
})
export type LogEntry = z.output<typeof LogEntry>

/** The text of an entry, or of anything that is signed. Throws where it holds what no JSON can. */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value)
  must(text !== undefined, 'audit.text')
  return text
}

/** Null where the text is no entry, or is not the one way to write it. */
export function readEntry(text: string): LogEntry | null {
  try {
    const parsed = LogEntry.safeParse(JSON.parse(text))
    return parsed.success && canonicalText(parsed.data) === text ? parsed.data : null
  } catch {
    return null
  }
}
