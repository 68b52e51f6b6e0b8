import type { Context } from '../../shared/kernel/context.ts'
import { deskChecks, type DeskCheckKind } from '../../shared/schedule/desk-check.ts'
import type { Tx } from '../store/tx.ts'
import { deskChecksOf } from './desk.sql.ts'

export type Check = Readonly<{ kind: DeskCheckKind; on: string | null }>
const none = {
  consent: null,
  privacyNotice: null,
  card: null,
  identity: null,
  address: null,
  eligibility: null,
}

/** Notes what the desk has had of a patient, and gives back what was said before. */
export function writeChecks(tx: Tx, patientId: string, checks: readonly Check[], ctx: Context): Check[] {
  const row = deskChecksOf(tx, [patientId]).get(patientId)
  const noted = Object.fromEntries(
    checks.map(({ kind, on }) => [kind, on === null ? null : { on, by: ctx.actor.id, at: ctx.now }]),
  )
  if (row) tx.amend(deskChecks, patientId, noted)
  else tx.put(deskChecks, { id: patientId, ...none, ...noted })
  return checks.map(({ kind }) => ({ kind, on: row?.[kind]?.on ?? null }))
}
