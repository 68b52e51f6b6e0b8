/**
 * Whether the clock of a workstation is as far from the cloud's as makes an alarm, by what was signed and sent, whatever the workstation
 * says of itself: an entry cannot be from after now, nor from before the receipt whose nonce it has.
 */
import type { Pool } from 'pg'
import { clockBoundMs } from '../../shared/audit/clock-state.ts'
import { readEntry } from '../../shared/audit/entry.ts'
import type { AuditPush } from '../../shared/audit/wire.ts'
import { inPractice } from '../postgres/pool.ts'
import { raise, type Who } from './logs.ts'
import type { TakingParts } from './take.ts'

type Parts = Pick<TakingParts, 'pool' | 'raised'>

/** `events`: of a push that was taken. One of them is named. Resolves to whether that is news. */
export async function watchClock(
  { pool, raised }: Parts,
  who: Who,
  { epoch, events }: Pick<AuditPush, 'epoch' | 'events'>,
  now = Date.now(),
): Promise<boolean> {
  const entries = events.map(({ text }) => readEntry(text)).filter((entry) => entry !== null)
  const early = entries.find(({ at }) => Date.parse(at) > now + clockBoundMs)
  const named = entries.filter(({ nonce }) => nonce !== null)
  const n = early?.n ?? (named.length > 0 ? await beforeReceipt(pool, who, named) : null)
  if (n === null) return false
  const isNews = await inPractice(pool, who.practice, (client) => raise(client, who, 'clock', { epoch, n }))
  if (isNews) raised(who, 'clock')
  return isNews
}

async function beforeReceipt(
  pool: Pool,
  { practice, device }: Who,
  named: readonly Readonly<{ nonce: string | null; n: number; at: string }>[],
): Promise<number | null> {
  const given = await inPractice(pool, practice, async (client) => {
    const { rows } = await client.query<{ nonce: string; at: Date }>(
      'SELECT nonce, at FROM audit_receipt WHERE practice_id = $1 AND device_id = $2 AND nonce = ANY($3)',
      [practice, device, named.map(({ nonce }) => nonce)],
    )
    return new Map(rows.map(({ nonce, at }) => [nonce, at.getTime()]))
  })
  const late = named.find(({ nonce, at }) => Date.parse(at) < (given.get(nonce ?? '') ?? 0) - clockBoundMs)
  return late?.n ?? null
}
