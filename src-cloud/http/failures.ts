/** What went wrong, as a status: what may be tried again is told apart from what may not. */
import { AppError, type Code } from '../../shared/kernel/errors.ts'

const statuses: Readonly<Record<Code, number>> = {
  Invalid: 400,
  Forbidden: 401,
  Locked: 423,
  NotFound: 404,
  Conflict: 409,
  Unavailable: 503,
  Bug: 500,
}

/**
 * The database is away, starts, stops, is full of connections, or made us wait too long. Classes and codes of
 * PostgreSQL, appendix A; 40: another transaction won.
 */
const passing = /^(08|57P|53|55P03|57014|40|25P0[34])|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/

/** Whether the same request may well succeed later. */
export function isPassing(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'Unavailable'
  if (!(error instanceof Error)) return false
  if ('code' in error && typeof error.code === 'string' && passing.test(error.code)) return true
  // pg gives these no code
  return /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after)/.test(
    error.message,
  )
}

export function statusOf(error: unknown): number {
  if (error instanceof AppError) return statuses[error.code]
  if (isPassing(error)) return 503
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number')
    return error.statusCode
  return 500
}
