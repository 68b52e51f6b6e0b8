/**
 * What the cloud did not take of the front desk's own work, for whoever books and may not read charts: changes of the schedule, of receipts and
 * of who a patient is, that whoever asks may make. Nothing else that was refused is told them, and nothing of what it says.
 */
import { z } from 'zod'
import { defineCommand, defineQuery } from '../kernel/contract.ts'
import { words } from '../kernel/fields.ts'
import type { Permission } from '../kernel/permissions.ts'
import { maySettle } from '../schedule/settle-conflict.ts'
import { RefusedLine } from './list-attention.ts'

const op = z.string().min(1).max(120)

/** Rows that the desk writes beside those of the schedule, and the right to write them. */
const deskWrites: Readonly<Record<string, Permission>> = {
  receipt: 'payment.take',
  patient: 'patient.edit',
  coverage: 'patient.edit',
}

/** Whether a row of that type is theirs to put right. */
export function isOfDesk(type: string, rights: ReadonlySet<Permission>): boolean {
  const right = Object.hasOwn(deskWrites, type) ? deskWrites[type] : undefined
  return maySettle(type, rights) || (right !== undefined && rights.has(right))
}

export const listDeskRefused = defineQuery({
  name: 'attention.listDeskRefused',
  input: z.strictObject({}),
  output: z.strictObject({ refused: z.array(RefusedLine) }),
  example: {},
  permission: 'schedule.write',
  reads: ['attention', 'patients'],
  audit: { action: 'attention.list-desk', category: 'schedule', subject: () => null },
})

/** Sends it once more, as it was made. Throws `attention.settled`, `attention.not-yours`. */
export const retryDeskRefused = defineCommand({
  name: 'attention.retryDeskRefused',
  input: z.strictObject({ op }),
  output: z.strictObject({}),
  example: { op: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'schedule.write',
  audit: { action: 'refused.retry-desk', category: 'schedule', subject: () => null },
})

/** Gives it up, and says why. Its text stays readable for whoever reads charts. Throws as sending does. */
export const discardDeskRefused = defineCommand({
  name: 'attention.discardDeskRefused',
  input: z.strictObject({ op, reason: words(300) }),
  output: z.strictObject({}),
  example: { op: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11', reason: 'Booked again' },
  permission: 'schedule.write',
  audit: { action: 'refused.discard-desk', category: 'schedule', subject: () => null },
})
