/** The only failures a caller may see. */
export const codes = ['Invalid', 'Forbidden', 'Locked', 'NotFound', 'Conflict', 'Unavailable', 'Bug'] as const
export type Code = (typeof codes)[number]

/** What crosses IPC and HTTP. `reason` is a stable key that the screen words. */
export type WireError = Readonly<{ code: Code; reason: string; params: Readonly<Record<string, string>> }>
export type Reply<T = unknown> = Readonly<{ ok: true; value: T }> | Readonly<{ ok: false; error: WireError }>

/**
 * An expected failure. `reason` is a stable dotted key (`patient.not-found`); `params` fills the sentence the
 * screen makes of it and never carries patient data: field names, counts, limits and ids only.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: Code
  readonly reason: string
  readonly params: Readonly<Record<string, string>>

  constructor(code: Code, reason: string, params: Record<string, string> = {}) {
    super(`${code}: ${reason}`)
    this.code = code
    this.reason = reason
    this.params = Object.freeze({ ...params })
  }

  toWire(): WireError {
    return { code: this.code, reason: this.reason, params: this.params }
  }
}

/** Turns anything thrown into what a caller may see: nothing of an unexpected error but that it happened. */
export function wireError(error: unknown): WireError {
  if (error instanceof AppError) return error.toWire()
  return { code: 'Bug', reason: 'unexpected', params: {} }
}

/** States an invariant. Throws when it does not hold, in every build. */
export function must(condition: unknown, reason: string): asserts condition {
  if (!condition) throw new AppError('Bug', reason)
}
