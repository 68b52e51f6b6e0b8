/** The day on the board, and what its keys do: each act at once, with ten seconds to take it back. */
import { useCallback, useRef } from 'react'
import { AppError } from '../../shared/kernel/errors.ts'
import type { FlowLine } from '../../shared/schedule/get-flow.ts'
import type { TakenStep } from '../../shared/schedule/allowed-step.ts'
import { takeBackStep } from '../../shared/schedule/take-back-step.ts'
import { takeStep } from '../../shared/schedule/take-step.ts'
import { run } from '../kernel/holdfast.ts'
import { notify, notifyUndo } from '../kernel/notify.ts'
import { wordsFor } from '../kernel/words.ts'

const said: Readonly<Record<TakenStep, string>> = {
  confirmed: 'is confirmed',
  unconfirmed: 'is not confirmed any more',
  arrived: 'has arrived',
  roomed: 'is in',
  'with-provider': 'is with the provider',
  checkout: 'is at check-out',
  left: 'has left',
  'no-show': 'did not come',
}

export type Act = (
  line: FlowLine,
  kind: TakenStep,
  room?: Readonly<{ id: string; name: string }>,
) => Promise<boolean>

/** Tells what went wrong, where it was something that can. */
export const told = (error: unknown): void => {
  if (error instanceof AppError) notify(wordsFor(error), 'problem')
  else throw error
}

export function useFlowActs(announce: (words: string) => void): { act: Act; undo(): void } {
  const done = useRef<{ appointmentId: string; stepId: string; words: string }[]>([])
  const takeBack = useCallback(
    async (step: { appointmentId: string; stepId: string; words: string }) => {
      done.current = done.current.filter((each) => each !== step)
      try {
        await run(takeBackStep, { appointmentId: step.appointmentId, stepId: step.stepId })
        announce(`Taken back: ${step.words}`)
      } catch (error) {
        told(error)
      }
    },
    [announce],
  )
  const act = useCallback<Act>(
    async (line, kind, room) => {
      try {
        const { appointmentId } = line
        const { stepId } = await run(takeStep, { appointmentId, kind, roomId: room?.id ?? null })
        // said already, by this desk or another
        if (stepId === null) return true
        const words = `${line.name} ${said[kind]}${room ? ` ${room.name}` : ''}.`
        const step = { appointmentId, stepId, words }
        done.current = [...done.current.slice(-19), step]
        notifyUndo(words, () => void takeBack(step))
        return true
      } catch (error) {
        told(error)
        return false
      }
    },
    [takeBack],
  )
  const undo = useCallback(() => {
    const last = done.current.at(-1)
    if (last) void takeBack(last)
  }, [takeBack])
  return { act, undo }
}
