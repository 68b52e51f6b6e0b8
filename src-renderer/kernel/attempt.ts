import { useState, type FormEvent } from 'react'
import { AppError } from '../../shared/kernel/errors.ts'
import { wordsFor } from './words.ts'

/** A form that is tried until it is right: one try at a time, and why the last one was not. `failed`: what is to be typed anew. */
export function useAttempt(work: () => Promise<unknown>, failed: () => void) {
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
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
  return { problem, busy, submit: (event: FormEvent) => void submit(event), forget: () => setProblem(null) }
}
