import { z } from 'zod'
import { Refused } from '../../shared/exchange/refusal.ts'

/** A value that does not fit its record refuses the resource it came in: by its field, never by what it says. */
export function orRefused<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    const [issue] = error.issues
    throw new Refused('element.value', String(issue?.path[0] ?? ''), issue?.code ?? '')
  }
}
