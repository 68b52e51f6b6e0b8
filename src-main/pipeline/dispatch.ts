/** The one door: unlocked, known, small enough, parsed, permitted, capped; then one transaction, audit, publish. */
import type { Contract } from '../../shared/kernel/contract.ts'
import { defaultMaxBytes } from '../../shared/kernel/contract.ts'
import type { Actor, Context } from '../../shared/kernel/context.ts'
import { AppError, must, wireError, type Reply } from '../../shared/kernel/errors.ts'
import type { Clock, NewId } from '../../shared/kernel/ids.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import type { AuditEntry, AuditLog, Outcome } from '../audit/audit-log.ts'
import type { Published } from '../store/tx.ts'
import { Caps } from './caps.ts'
import type { Acting, Handler } from './handle.ts'
import type { Gatekeeper } from './gatekeeper.ts'
import type { Host } from './host.ts'
import type { Session } from './session.ts'

export type DispatchParts = Readonly<{
  handlers: Readonly<Record<string, Handler>>
  session(): Session | null
  /** Null only while there is no practice on this workstation. */
  audit(): AuditLog | null
  host: Host
  gatekeeper: Gatekeeper
  clock: Clock
  newId: NewId
  /** Tells every page something. Changed rows are told as `changed`, with the tables and patients they are of. */
  tell(event: string, value: unknown): void
  /** Tells the log of an unexpected error; never its message, which may quote data. */
  report(error: unknown, contract: string): void
}>

/** Who calls: a window, or a step of a job that a person started through a window. */
export type Caller = 'window' | 'job'
export type Dispatch = (name: string, json: string, caller?: Caller) => Promise<Reply>

export function makeDispatch(parts: DispatchParts): Dispatch {
  const byName = new Map(Object.values(parts.handlers).map((handler) => [handler.contract.name, handler]))
  let caps: { session: string; caps: Caps } | null = null

  const capsOf = (session: Session): Caps => {
    if (caps?.session !== session.id) caps = { session: session.id, caps: new Caps(parts.clock) }
    return caps.caps
  }

  /** Everything that must be so before a handler runs. Throws what the caller is told. */
  function admit(name: string, given: Given, caller: Caller) {
    const handler = byName.get(name)
    const contract = handler?.contract
    const session = parts.session()
    const open = contract?.permission === 'before-sign-in'
    if (!session && !open) throw new AppError('Locked', 'session.locked')
    if (!handler || !contract) throw new AppError('Invalid', 'contract.unknown')
    if (contract.kind === 'command' && contract.caller === 'internal' && caller === 'window')
      throw new AppError('Invalid', 'contract.unknown')
    const attempt = new Attempt(parts, contract, session)
    try {
      const parsed = contract.input.safeParse(valueOf(given, contract))
      if (!parsed.success) throw new AppError('Invalid', 'input.invalid', { fields: fieldsOf(parsed.error) })
      attempt.parsed(parsed.data)
      if (session && !permitted(session.actor, contract))
        throw new AppError('Forbidden', 'permission.missing', { permission: contract.permission })
      if (session && caller === 'window' && !capsOf(session).allow(contract))
        throw new AppError('Unavailable', 'cap.exceeded', {
          max: String(contract.cap?.max),
          minutes: String(contract.cap?.minutes),
        })
      return { handler, contract, session, attempt, input: parsed.data as never }
    } catch (error) {
      attempt.end('refused', error)
      throw error
    }
  }

  /** A handler that acts runs outside any transaction; its own entry is written when it is over. */
  async function runAct(
    handler: Handler & { kind: 'act' },
    input: never,
    attempt: Attempt,
  ): Promise<unknown> {
    const acting: Acting = {
      session: attempt.session,
      ctx: attempt.session && attempt.context(),
      host: parts.host,
      gatekeeper: parts.gatekeeper,
      step: (command, stepInput) => stepNow(command.name, stepInput) as never,
      tell: parts.tell,
      nameActor: (userId, sessionId) => attempt.nameActor(userId, sessionId),
    }
    try {
      const value = handler.contract.output.parse(await handler.act(acting, input))
      attempt.end('done')
      return value
    } catch (error) {
      attempt.end(error instanceof AppError && error.code !== 'Bug' ? 'refused' : 'failed', error)
      throw error
    }
  }

  /** A step of a job: the same door, in one go, because a transaction is synchronous. */
  function stepNow(name: string, input: unknown): unknown {
    const admitted = admit(name, { value: input }, 'job')
    must(admitted.handler.kind === 'run', 'step.not-a-transaction')
    return runNow(admitted)
  }

  /** A transaction or an answer. */
  function runNow({ handler, contract, session, attempt, input }: ReturnType<typeof admit>): unknown {
    must(session && handler.kind !== 'act', 'dispatch.session')
    const ctx = attempt.context()
    let opId: string | null = null
    try {
      if (handler.kind === 'answer') {
        // what cannot be recorded is not shown
        const value = contract.output.parse(handler.answer(session.store.read, input, ctx, session))
        attempt.end('done')
        return value
      }
      const [value, change] = session.store.transaction(ctx, (tx) => {
        const result = contract.output.parse(handler.run(tx, input, ctx, session))
        opId = tx.close(`${contract.name}@1`)?.opId ?? null
        // durable before the commit, so that no change is ever without its entry
        attempt.end('done', undefined, opId)
        return [result, tx.published()] as const
      })
      if (change.tables.length > 0) parts.tell('changed', change satisfies Published)
      return value
    } catch (error) {
      if (attempt.ended) attempt.notPerformed(opId, error)
      else attempt.end(error instanceof AppError && error.code !== 'Bug' ? 'refused' : 'failed', error)
      throw error
    }
  }

  return async (name, json, caller = 'window') => {
    try {
      const admitted = admit(name, { json }, caller)
      const { handler } = admitted
      const value =
        handler.kind === 'act' ? await runAct(handler, admitted.input, admitted.attempt) : runNow(admitted)
      return { ok: true, value }
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'Bug') parts.report(error, name)
      return { ok: false, error: wireError(error) }
    }
  }
}

/** One call, from admission to its audit entry. */
class Attempt {
  readonly #parts: DispatchParts
  readonly #contract: Contract
  readonly #opId: string
  readonly session: Session | null
  #subject: string | null = null
  #actor: string | null
  #sessionId: string | null
  #ended = false

  constructor(parts: DispatchParts, contract: Contract, session: Session | null) {
    this.#parts = parts
    this.#contract = contract
    this.session = session
    this.#opId = parts.newId()
    this.#actor = session?.actor.id ?? null
    this.#sessionId = session?.id ?? null
  }

  get ended(): boolean {
    return this.#ended
  }

  parsed(input: unknown): void {
    const { audit } = this.#contract
    if ('action' in audit) this.#subject = audit.subject(input)
  }

  nameActor(userId: string, sessionId: string | null): void {
    this.#actor = userId
    this.#sessionId = sessionId
  }

  context(): Context {
    must(this.session, 'attempt.session')
    return {
      actor: this.session.actor,
      sessionId: this.session.id,
      opId: this.#opId,
      now: instantOf(this.#parts.clock.now()),
      newId: this.#parts.newId,
    }
  }

  /** Writes the entry. Where that fails the act fails with it. */
  end(outcome: Outcome, error?: unknown, op: string | null = null): void {
    const { audit } = this.#contract
    const log = this.#parts.audit()
    // refusals are always recorded, also of what is not recorded when it succeeds
    if ((outcome === 'done' && 'none' in audit) || !log) return void (this.#ended = true)
    log.append(this.#entry(outcome, error, op))
    this.#ended = true
  }

  /** The entry said done, and then the disk refused the commit. */
  notPerformed(op: string | null, error: unknown): void {
    if ('none' in this.#contract.audit) return
    try {
      this.#parts.audit()?.append(this.#entry('not-performed', error, op))
    } catch {
      // the disk that refused the commit may refuse this too; the next start finds the entry without its op
    }
  }

  #entry(outcome: Outcome, error: unknown, op: string | null): AuditEntry {
    const { audit, name } = this.#contract
    const named = 'action' in audit ? audit : { action: name, category: 'session' as const }
    return {
      action: named.action,
      category: named.category,
      outcome,
      actor: this.#actor,
      session: this.#sessionId,
      subject: this.#subject,
      reason: error === undefined ? null : wireError(error).reason,
      op,
      detail: error instanceof AppError && error.reason === 'permission.missing' ? error.params : {},
    }
  }
}

const permitted = (actor: Actor, contract: Contract): boolean =>
  contract.permission === 'any-signed-in' ||
  contract.permission === 'before-sign-in' ||
  actor.can.has(contract.permission)

/** What comes over the wire is text of a limited size; what a step of our own gives is a value already. */
type Given = Readonly<{ json: string }> | Readonly<{ value: unknown }>

function valueOf(given: Given, contract: Contract): unknown {
  if ('value' in given) return given.value
  if (Buffer.byteLength(given.json) > (contract.maxBytes ?? defaultMaxBytes))
    throw new AppError('Invalid', 'input.too-large')
  try {
    return JSON.parse(given.json)
  } catch {
    throw new AppError('Invalid', 'input.not-json')
  }
}

/** Which fields were wrong, by name; what stood in them is not repeated. */
const fieldsOf = (error: { issues: ReadonlyArray<{ path: ReadonlyArray<PropertyKey> }> }): string =>
  [...new Set(error.issues.map((issue) => issue.path.map(String).join('.') || '(input)'))]
    .slice(0, 20)
    .join(', ')
