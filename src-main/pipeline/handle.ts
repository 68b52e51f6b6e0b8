import type { Command, InputOf, OutputOf, ParsedInputOf, Query } from '../../shared/kernel/contract.ts'
import type { Context } from '../../shared/kernel/context.ts'
import type { Reader } from '../store/reader.ts'
import type { Tx } from '../store/tx.ts'
import type { Gatekeeper } from './gatekeeper.ts'
import type { Host } from './host.ts'
import type { Session } from './session.ts'

type NotPromise<T> = T extends PromiseLike<unknown> ? never : T

/** Changes the record. Synchronous, so that nothing can come between the statements of its transaction. */
type Run<C extends Command> = (
  tx: Tx,
  input: ParsedInputOf<C>,
  ctx: Context,
  session: Session,
) => NotPromise<OutputOf<C>>
/** Reads. Synchronous too: an answer is of one moment. */
type Answer<Q extends Query> = (
  read: Reader,
  input: ParsedInputOf<Q>,
  ctx: Context,
  session: Session,
) => NotPromise<OutputOf<Q>>
/** Acts outside a transaction: sign-in, and work that takes long. What it writes, it writes by `step`. */
type Act<C extends Command | Query> = (
  act: Acting,
  input: ParsedInputOf<C>,
) => Promise<OutputOf<C>> | OutputOf<C>

export type Acting = Readonly<{
  /** Null before anyone has signed in, and where somebody was let in to the downtime pack alone. */
  session: Session | null
  ctx: Context | null
  /** The store as far as whoever asks may see it; only where there is a session. */
  read(): Reader
  host: Host
  gatekeeper: Gatekeeper
  /** Runs an internal command through the same door, under the same person. */
  step<C extends Command>(command: C, input: InputOf<C>): OutputOf<C>
  /** Since somebody at a window last did or looked at something that is recorded, ms: a job that finds nobody there takes more at once. */
  quietMs(): number
  /** Tells every page something, as progress of long work: `on(event, ...)` hears it. */
  tell(event: string, value: unknown): void
  /** Names who an act before sign-in turned out to be by, for the audit entry. */
  nameActor(userId: string, sessionId: string | null): void
  /** Writes the entry now, before something that cannot be taken back. What then fails is recorded as not performed. */
  record(): void
}>

/** A handler carries its contract, so that no handler can be filed under another's name. */
export type Handler =
  | Readonly<{ kind: 'run'; contract: Command; run: Run<Command> }>
  | Readonly<{ kind: 'answer'; contract: Query; answer: Answer<Query> }>
  | Readonly<{ kind: 'act'; contract: Command | Query; act: Act<Command | Query> }>

/**
 * One for each contract, filed under its key, of that very contract. It is one of `Handler` by what makes it (`handle`, `answer`, `act`): to
 * compare each with all of that once more costs the compiler half a minute.
 */
export type HandlersFor<Contracts extends Record<string, Command | Query>> = {
  [K in keyof Contracts]: Readonly<{ kind: Handler['kind']; contract: Contracts[K] }>
}

export function handle<C extends Command>(contract: C, run: Run<C>) {
  return Object.freeze({ kind: 'run' as const, contract, run: run })
}
export function answer<Q extends Query>(contract: Q, fn: Answer<Q>) {
  return Object.freeze({ kind: 'answer' as const, contract, answer: fn })
}
export function act<C extends Command | Query>(contract: C, fn: Act<C>) {
  return Object.freeze({ kind: 'act' as const, contract, act: fn })
}
