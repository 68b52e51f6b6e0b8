/** The one door: unlocked, known, small enough, parsed, permitted, capped; then one transaction, audit, publish. */
import { freshMinutes } from '../../shared/kernel/limits.ts'
import type { Contract } from '../../shared/kernel/contract.ts'
import type { Actor } from '../../shared/kernel/context.ts'
import { AppError, must, wireError, type Reply } from '../../shared/kernel/errors.ts'
import type { Clock, NewId } from '../../shared/kernel/ids.ts'
import type { Permission } from '../../shared/kernel/permissions.ts'
import { kindOf } from '../../shared/sync/up-convert.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import { isDiskFull } from '../store/ballast.ts'
import type { Published } from '../store/tx.ts'
import { Attempt } from './attempt.ts'
import { Caps } from './caps.ts'
import { refuseClosed } from './closed-charts.ts'
import { readerFor, refuseWithheld } from './kinds-of-data.ts'
import { MergedChanges } from './merged-changes.ts'
import { doneBefore, rememberDone, sentAs } from './once.ts'
import { valueOf, type Given } from './read-input.ts'
import { Recorder, unknownContract } from './recorder.ts'
import type { Acting, Handler } from './handle.ts'
import type { Gatekeeper } from './gatekeeper.ts'
import type { Host } from './host.ts'
import type { Inside, Session } from './session.ts'
import type { Step, Watched } from './watched.ts'

export type DispatchParts = Readonly<{
  handlers: Readonly<Record<string, Handler>>
  session(): Session | null
  /** Null only while there is no practice on this workstation. */
  audit(): AuditLog | null
  host: Host
  gatekeeper: Gatekeeper
  clock: Clock
  /** How long it counts that somebody has shown that it is them, ms; five minutes where it is not said. */
  freshMs?: number
  newId: NewId
  /** Tells every page something. Changed rows are told as `changed`, with the tables and patients they are of. */
  tell(event: string, value: unknown): void
  /** The disk is full: gives up what is kept back for that. */
  makeRoom?(): void
  /** Looks at what was asked through a window and how it ended. What it gives is done as steps of whoever asked, who is not told. */
  watch?(call: Watched): readonly Step[]
  /** Tells the log of an unexpected error; never its message, which may quote data. */
  report(error: unknown, contract: string): void
}>

/** Who calls: a window, or a step of a job that a person started through a window. */
export type Caller = 'window' | 'job'
/** `commandId` (a UUID) is the same when a page sends a command again whose answer it has not got: it is not done twice. */
export type Dispatch = (
  name: string,
  json: string,
  caller?: Caller,
  commandId?: string | null,
) => Promise<Reply>

export function makeDispatch(parts: DispatchParts): Dispatch {
  const recorder = new Recorder(parts.audit)
  const byName = new Map(Object.values(parts.handlers).map((handler) => [handler.contract.name, handler]))
  const ofJobs = new MergedChanges(parts.clock, (change) => parts.tell('changed', change))
  let caps: { session: string; caps: Caps } | null = null

  const capsOf = ({ id }: Inside): Caps => {
    if (caps?.session !== id) caps = { session: id, caps: new Caps(parts.clock) }
    return caps.caps
  }

  /** Everything that must be so before a handler runs. Throws what the caller is told. */
  function admit(name: string, given: Given, caller: Caller) {
    const handler = byName.get(name)
    const contract = handler?.contract
    const session = parts.session()
    const inside = session ?? (contract?.withoutStore ? parts.gatekeeper.alone : null)
    const open = contract?.permission === 'before-sign-in'
    if (!inside && !open) throw new AppError('Locked', 'session.locked')
    const internal = contract?.kind === 'command' && contract.caller === 'internal' && caller === 'window'
    if (!handler || !contract || internal) {
      // no page of ours asks for what there is not; the name it sent is not repeated anywhere
      recorder.append(unknownContract(session))
      throw new AppError('Invalid', 'contract.unknown')
    }
    const attempt = new Attempt(parts, recorder, contract, inside)
    try {
      const parsed = contract.input.safeParse(valueOf(given, contract))
      if (!parsed.success) throw new AppError('Invalid', 'input.invalid', { fields: fieldsOf(parsed.error) })
      attempt.parsed(parsed.data)
      // a page that asks how far something is asks for nobody
      if (session && caller === 'window' && !('none' in contract.audit))
        session.store.askedAt = parts.clock.mono()
      if (session?.byKit && contract.kind === 'command' && contract.byKit !== 'too')
        throw new AppError('Forbidden', 'kit.reading-only')
      if (session?.passwordDue && needsRight(contract))
        throw new AppError('Forbidden', 'session.first-password')
      if (session?.mustFirst === 'second-factor' && needsRight(contract))
        throw new AppError('Forbidden', 'session.first-second-factor')
      if (inside && !permitted(inside.actor, contract))
        throw new AppError('Forbidden', 'permission.missing', { permission: contract.permission })
      if (session) refuseClosed(session, contract, attempt.subject)
      if (session && contract.stepUp && caller === 'window' && !isFresh(session, parts))
        throw new AppError('Forbidden', 'session.confirm-first')
      if (inside && caller === 'window' && !capsOf(inside).allow(contract))
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

  /** What came of it may say whose chart it is of: then it is known only now whether that is closed. */
  function answered(attempt: Attempt, contract: Contract, value: unknown): void {
    const { subject } = attempt
    attempt.answered(value)
    if (attempt.session && attempt.subject !== subject)
      refuseClosed(attempt.session, contract, attempt.subject)
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
      read: () => readerFor(here(attempt.session), attempt.subject),
      host: parts.host,
      gatekeeper: parts.gatekeeper,
      step: (command, stepInput) => stepNow(command.name, stepInput) as never,
      quietMs: () => parts.clock.mono() - (attempt.session?.store.askedAt ?? parts.clock.mono()),
      tell: parts.tell,
      nameActor: (userId, sessionId) => attempt.nameActor(userId, sessionId),
      record: () => attempt.end('done'),
    }
    try {
      const value = handler.contract.output.parse(await handler.act(acting, input))
      answered(attempt, handler.contract, value)
      if (!attempt.ended) attempt.end('done')
      return value
    } catch (error) {
      // whose coming in could not be recorded has not come in
      const came = parts.session() ?? parts.gatekeeper.alone
      if (attempt.opened !== null && came?.id === attempt.opened) parts.gatekeeper.turnAway()
      if (attempt.ended) attempt.notPerformed(null, error)
      else attempt.end(error instanceof AppError && error.code !== 'Bug' ? 'refused' : 'failed', error)
      throw error
    }
  }

  /** A step of a job: the same door, in one go, because a transaction is synchronous. */
  function stepNow(name: string, input: unknown): unknown {
    const admitted = admit(name, { value: input }, 'job')
    must(admitted.handler.kind === 'run', 'step.not-a-transaction')
    return runNow(admitted, null, (change) => ofJobs.add(change))
  }

  /** A transaction or an answer. */
  function runNow(
    { handler, contract, session, attempt, input }: ReturnType<typeof admit>,
    commandId: string | null = null,
    tell = (change: Published) => parts.tell('changed', change),
  ): unknown {
    must(session && handler.kind !== 'act', 'dispatch.session')
    const ctx = attempt.context()
    let opId: string | null = null
    try {
      if (handler.kind === 'answer') {
        // what cannot be recorded is not shown
        const value = contract.output.parse(
          handler.answer(readerFor(session, attempt.subject), input, ctx, session),
        )
        answered(attempt, contract, value)
        attempt.end('done')
        return value
      }
      const sent = commandId === null ? null : sentAs(commandId, contract, input)
      const before = sent && doneBefore(session.store.read, sent, ctx)
      if (before) {
        const value = contract.output.parse(before.output)
        answered(attempt, contract, value)
        attempt.repeated()
        attempt.end('done')
        return value
      }
      const [value, change] = session.store.transaction(ctx, (tx) => {
        const result = contract.output.parse(handler.run(tx, input, ctx, session))
        refuseWithheld(tx, session, contract, tx.changes)
        opId = tx.close(kindOf(contract.name, handler.contract.version))?.opId ?? null
        if (sent && opId !== null) rememberDone(tx, sent, ctx, result)
        answered(attempt, contract, result)
        // durable before the commit, so that no change is ever without its entry
        attempt.end('done', undefined, opId)
        return [result, tx.published()] as const
      })
      if (change.tables.length > 0) tell(change)
      return value
    } catch (error) {
      if (attempt.ended) attempt.notPerformed(opId, error)
      else attempt.end(error instanceof AppError && error.code !== 'Bug' ? 'refused' : 'failed', error)
      throw error
    }
  }

  /** What it fails at takes nothing from whoever asked. */
  function watchOver(call: Omit<Watched, 'session'>): void {
    const session = parts.session()
    // whoever opened it with the kit is no account that a case could be about
    if (!session || session.byKit || !parts.watch) return
    try {
      for (const { command, input } of parts.watch({ ...call, session })) stepNow(command, input)
    } catch (error) {
      parts.report(error, call.contract)
    }
  }

  return async (name, json, caller = 'window', commandId = null) => {
    try {
      const admitted = admit(name, { json }, caller)
      const { handler } = admitted
      const value =
        handler.kind === 'act'
          ? await runAct(handler, admitted.input, admitted.attempt)
          : runNow(admitted, commandId)
      if (caller === 'window') watchOver({ contract: name, subject: admitted.attempt.subject, reason: null })
      return { ok: true, value }
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'Bug') parts.report(error, name)
      const told = wireError(error)
      // whoever tries again finds room to finish
      if (isDiskFull(told)) parts.makeRoom?.()
      if (caller === 'window') watchOver({ contract: name, subject: null, reason: told.reason })
      return { ok: false, error: told }
    }
  }
}

/** How long it counts that somebody has shown that it is them. */
const usualFreshMs = freshMinutes * 60_000
const isFresh = (
  { provenAt }: Session,
  { clock, freshMs = usualFreshMs }: Pick<DispatchParts, 'clock' | 'freshMs'>,
): boolean => clock.mono() - provenAt < freshMs

const needsRight = ({ permission }: Contract): boolean =>
  permission !== 'any-signed-in' && permission !== 'before-sign-in'

const permitted = ({ can }: Actor, contract: Contract): boolean =>
  !needsRight(contract) || can.has(contract.permission as Permission)

/** Which fields were wrong, by name; what stood in them is not repeated. */
const fieldsOf = (error: { issues: ReadonlyArray<{ path: ReadonlyArray<PropertyKey> }> }): string =>
  [...new Set(error.issues.map((issue) => issue.path.map(String).join('.') || '(input)'))]
    .slice(0, 20)
    .join(', ')

function here(session: Session | null): Session {
  must(session, 'dispatch.session')
  return session
}
