import { AppError } from '../../shared/kernel/errors.ts'

/**
 * Where an unexpected error was thrown, without its message: a message may quote what a person typed, also over several
 * lines, and some of those may look like frames of a stack.
 */
export function traceOf(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { kind: typeof error }
  const stack = error.stack ?? ''
  const start = stack.indexOf(error.message)
  const frames = (start < 0 ? stack : stack.slice(start + error.message.length))
    .split('\n')
    .filter((line) => /^\s+at \S.*:\d+:\d+\)?$/.test(line))
    .map((line) => line.trim())
  return {
    kind: error instanceof AppError ? error.reason : kindOf(error),
    at: frames.slice(0, 6).join(' < '),
  }
}

/** The names errors have in this program; what a name may be set to elsewhere is nobody's business. */
const kindOf = (error: Error): string => (/^[A-Za-z]{1,40}$/.test(error.name) ? error.name : 'Error')
