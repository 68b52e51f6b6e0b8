import type { AuditDetail, Contract, DataCategory } from '../../shared/kernel/contract.ts'
import type { Context } from '../../shared/kernel/context.ts'
import { AppError, must, wireError } from '../../shared/kernel/errors.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import type { AuditEntry, Outcome } from '../audit/audit-log.ts'
import type { Clock, NewId } from '../../shared/kernel/ids.ts'
import type { Recorder } from './recorder.ts'
import type { Inside, Session } from './session.ts'

type Parts = Readonly<{ clock: Clock; newId: NewId }>

/** One call, from admission to its audit entry. */
export class Attempt {
  readonly #parts: Parts
  readonly #recorder: Recorder
  readonly #contract: Contract
  readonly #opId: string
  readonly session: Session | null
  #input: unknown
  #subject: string | null = null
  #detail: AuditDetail = {}
  #part: DataCategory | null = null
  readonly #inside: Inside | null
  #actor: string | null
  #sessionId: string | null
  #ended = false
  #repeated = false

  /** `inside`: who is there, with a store or without. */
  constructor(parts: Parts, recorder: Recorder, contract: Contract, inside: Inside | null) {
    this.#parts = parts
    this.#recorder = recorder
    this.#contract = contract
    this.#inside = inside
    this.session = inside && 'store' in inside ? inside : null
    this.#opId = parts.newId()
    this.#actor = inside?.actor.id ?? null
    this.#sessionId = inside?.id ?? null
  }

  /** The patient it is about, as far as is known by now. */
  get subject(): string | null {
    return this.#subject
  }

  get ended(): boolean {
    return this.#ended
  }

  /** The session this call has opened, if it has. */
  get opened(): string | null {
    return this.#inside === null ? this.#sessionId : null
  }

  parsed(input: unknown): void {
    this.#input = input
    this.answered(null)
  }

  /** What came of it may say who it was about: a patient who is registered has no id before. */
  answered(output: unknown): void {
    const { audit } = this.#contract
    if (!('action' in audit)) return
    this.#subject = audit.subject(this.#input, output)
    this.#detail = audit.detail?.(this.#input, output) ?? {}
    this.#part = audit.part?.(this.#input, output) ?? null
  }

  /** It was done before, under the same id. */
  repeated(): void {
    this.#repeated = true
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
    // refusals are always recorded, also of what is not recorded when it succeeds
    if (outcome !== 'done' || !('none' in this.#contract.audit))
      this.#recorder.append(this.#entry(outcome, error, op))
    this.#ended = true
  }

  /** The entry said done, and then the disk refused the commit. */
  notPerformed(op: string | null, error: unknown): void {
    if (!('none' in this.#contract.audit)) this.#recorder.correct(this.#entry('not-performed', error, op))
  }

  #entry(outcome: Outcome, error: unknown, op: string | null): AuditEntry {
    const { audit, name } = this.#contract
    const named = 'action' in audit ? audit : { action: name, category: 'session' as const }
    return {
      action: named.action,
      category: this.#part ?? named.category,
      outcome,
      actor: this.#actor,
      session: this.#sessionId,
      subject: this.#subject,
      reason: error === undefined ? null : wireError(error).reason,
      op,
      detail:
        error instanceof AppError && error.reason === 'permission.missing'
          ? error.params
          : { ...this.#detail, ...(this.#repeated && { repeated: true }) },
    }
  }
}
