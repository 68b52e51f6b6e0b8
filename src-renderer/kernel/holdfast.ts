/** The three functions a page has, with the types of the contract. */
import type { Command, InputOf, OutputOf, Query } from '../../shared/kernel/contract.ts'
import { AppError, type Reply } from '../../shared/kernel/errors.ts'
import { askToConfirm } from './confirming.ts'

type Bridge = Readonly<{
  run(name: string, input: unknown, commandId?: string): Promise<Reply>
  ask(name: string, input: unknown): Promise<Reply>
  on(event: string, listener: (value: unknown) => void): () => void
}>
const bridge = (globalThis as unknown as { holdfast: Bridge }).holdfast

/**
 * Acts. Throws AppError with the reason that `words` puts into a sentence. A `commandId` (a UUID) that is the same when
 * it is sent again keeps it from being done twice.
 */
export async function run<C extends Command>(
  command: C,
  input: InputOf<C>,
  commandId?: string,
): Promise<OutputOf<C>> {
  const send = () => bridge.run(command.name, input, commandId)
  const reply = await send()
  // asked once more, and then the same again: whoever waits for it does not notice but for the question
  if (!reply.ok && reply.error.reason === 'session.confirm-first' && (await askToConfirm()))
    return valueOf(await send()) as OutputOf<C>
  return valueOf(reply) as OutputOf<C>
}

/** Asks. Throws AppError. */
export async function ask<Q extends Query>(query: Q, input: InputOf<Q>): Promise<OutputOf<Q>> {
  return valueOf(await bridge.ask(query.name, input)) as OutputOf<Q>
}

/** Hears what the vault tells every page: `changed`, `import`. Returns what stops it. */
export const on = (event: string, listener: (value: unknown) => void): (() => void) =>
  bridge.on(event, listener)

function valueOf(reply: Reply): unknown {
  if (reply.ok) return reply.value
  throw new AppError(reply.error.code, reply.error.reason, { ...reply.error.params })
}
