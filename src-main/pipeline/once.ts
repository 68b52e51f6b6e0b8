/** A command that its page sends again, because the answer was lost with a process, is answered again and not done again. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Contract } from '../../shared/kernel/contract.ts'
import type { Context } from '../../shared/kernel/context.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import type { Reader } from '../store/reader.ts'
import type { Tx } from '../store/tx.ts'
import { doneCommand } from './done-command.sql.ts'

/** How long what was done is known by its id: as long as an acknowledged op is kept. */
const keptMs = 35 * 24 * 3600_000

/** The id a page gave, and the hash of what it sent under it. */
export type Sent = Readonly<{ id: string; sha: Buffer }>

/** Throws `input.invalid` for what is no id. */
export function sentAs(id: string, contract: Contract, input: unknown): Sent {
  if (!z.uuid().safeParse(id).success) throw new AppError('Invalid', 'input.invalid', { fields: '(command)' })
  return {
    id,
    sha: createHash('sha256')
      .update(`${contract.name}\n${JSON.stringify(input)}`)
      .digest(),
  }
}

/** What came of it when it was done before; null where it was not. `command.done-otherwise` where something else was sent. */
export function doneBefore(read: Reader, sent: Sent, ctx: Context): { output: unknown } | null {
  const done = doneCommand(read, sent.id)
  if (!done) return null
  if (done.actor !== ctx.actor.id || !sent.sha.equals(done.sha))
    throw new AppError('Conflict', 'command.done-otherwise')
  return { output: JSON.parse(done.output) }
}

/** Part of the command's own transaction: it is known to be done exactly where it is. */
export function rememberDone(tx: Tx, sent: Sent, ctx: Context, output: unknown): void {
  tx.writeLocal('DELETE FROM done_command WHERE at < ?', instantOf(Date.parse(ctx.now) - keptMs))
  tx.writeLocal(
    'INSERT INTO done_command (id, actor, sha, output, at) VALUES (?, ?, ?, ?, ?)',
    sent.id,
    ctx.actor.id,
    sent.sha,
    JSON.stringify(output),
    ctx.now,
  )
}
