import { useState, type FormEvent } from 'react'
import { AppError } from '../../shared/kernel/errors.ts'
import { wordsFor } from './words.ts'

/**
 * A form that is tried until it is right: `attempt` makes of its work what a submit calls, one try at a time; `problem` says why the last
 * one was not. `failed` empties what is to be typed anew.
 */
export function useAttempt(failed: () => void) {
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const once = async (work: () => Promise<unknown>) => {
    if (busy) return
    setBusy(true)
    try {
      await work()
    } catch (error) {
      setProblem(error instanceof AppError ? wordsFor(error) : null)
      failed()
    } finally {
      setBusy(false)
    }
  }
  return {
    problem,
    busy,
    attempt: (work: () => Promise<unknown>) => (event: FormEvent) => {
      event.preventDefault()
      void once(work)
    },
    forget: () => setProblem(null),
  }
}
