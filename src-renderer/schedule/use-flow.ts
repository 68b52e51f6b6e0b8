/** The day on the board, and what its keys do: each act at once, with ten seconds to take it back. */
import { notifications } from '@mantine/notifications'
import { useCallback, useRef, useState } from 'react'
import { AppError } from '../../shared/kernel/errors.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { getFlow, type FlowLine } from '../../shared/schedule/get-flow.ts'
import type { TakenStep } from '../../shared/schedule/allowed-step.ts'
import { takeBackStep } from '../../shared/schedule/take-back-step.ts'
import { takeStep } from '../../shared/schedule/take-step.ts'
import { afterFrame } from '../kernel/after-frame.ts'
import { run } from '../kernel/holdfast.ts'
import { notify, notifyUndo } from '../kernel/notify.ts'
import { queryClient } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { expected, nothingWaits, type Known, type Waiting } from './flow-waiting.ts'

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

/** What the vault has taken is on the board at once; the day it is asked for anew says the same a moment later, and whatever follows from it. */
const showStep = (appointmentId: string, known: Pick<FlowLine, 'stage'> & Partial<FlowLine>): void => {
  queryClient.setQueriesData<OutputOf<typeof getFlow>>(
    { queryKey: [getFlow.name] },
    (day) =>
      day && {
        ...day,
        lines: day.lines.map((line) => (line.appointmentId === appointmentId ? { ...line, ...known } : line)),
      },
  )
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

export function useFlowActs(announce: (words: string) => void): {
  act: Act
  undo(): Promise<void>
  waiting: Waiting
} {
  const [waiting, setWaiting] = useState(nothingWaits)
  const wait = useCallback(
    (appointmentId: string, known: Known) =>
      setWaiting((before) => new Map(before).set(appointmentId, known)),
    [],
  )
  // of two keys that follow each other the second still waits when the first is answered
  const answered = useCallback(
    (appointmentId: string, known: Known) =>
      setWaiting((before) => {
        if (before.get(appointmentId) !== known) return before
        const next = new Map(before)
        next.delete(appointmentId)
        return next
      }),
    [],
  )
  /** The step that is on its way: whether it was taken. */
  const sent = useRef<Promise<boolean> | null>(null)
  const done = useRef<{ appointmentId: string; stepId: string; words: string }[]>([])
  const takeBack = useCallback(
    async (step: { appointmentId: string; stepId: string; words: string }) => {
      done.current = done.current.filter((each) => each !== step)
      notifications.hide(`undo-${step.words}`)
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
      const { appointmentId } = line
      const roomId = room?.id ?? null
      const known = expected(line, kind, roomId, new Date().toISOString())
      if (known) wait(appointmentId, known)
      try {
        const answer = run(takeStep, { appointmentId, kind, roomId })
        const isTaken = answer.then(
          ({ stepId }) => stepId !== null,
          () => false,
        )
        sent.current = isTaken
        void isTaken.then(() => {
          if (sent.current === isTaken) sent.current = null
        })
        const { stepId, stage } = await answer
        // null: said already, by this desk or another
        if (stepId !== null)
          showStep(appointmentId, { stage, stageAt: new Date().toISOString(), ...(room && { roomId }) })
        if (known) answered(appointmentId, known)
        if (stepId === null) return true
        const words = `${line.name} ${said[kind]}${room ? ` ${room.name}` : ''}.`
        const step = { appointmentId, stepId, words }
        // one offer at a time: a row of them would stand before what is taken next, and Ctrl+Z takes back the earlier ones
        const before = done.current.at(-1)
        if (before) notifications.hide(`undo-${before.words}`)
        done.current = [...done.current.slice(-19), step]
        // first the board says it; the word in the corner, and what opens beside it, come with the next frame
        await afterFrame()
        if (done.current.includes(step)) notifyUndo(words, () => void takeBack(step))
        return true
      } catch (error) {
        if (known) answered(appointmentId, known)
        told(error)
        return false
      }
    },
    [takeBack, wait, answered],
  )
  const undo = useCallback(async () => {
    // it is on the board, so it is what is meant; refused, nothing is left of it to take back
    if (sent.current && !(await sent.current)) return
    const last = done.current.at(-1)
    if (last) await takeBack(last)
  }, [takeBack])
  return { act, undo, waiting }
}
