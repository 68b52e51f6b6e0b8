/** A visit of a series that was put elsewhere: it is asked which of them are meant, and until then it is where it was. */
import { create } from 'zustand'
import { AppError } from '../../shared/kernel/errors.ts'
import type { SeriesScope } from '../../shared/schedule/edit-series.ts'
import { notify } from '../kernel/notify.ts'
import { wordsFor, wordsOf } from '../kernel/words.ts'
import { useHand } from './grid-hand.ts'
import { putThere, type Move } from './moves.ts'
import { changeVisits, moveOf } from './series-changes.ts'

type Asked = Readonly<{ move: Move; zone: string }>

export const useWhich = create<{ asked: Asked | null }>(() => ({ asked: null }))

export const askWhich = (move: Move, zone: string): void => useWhich.setState({ asked: { move, zone } })

/** Null: it stays where it was. */
export async function moveWhich({ move, zone }: Asked, scope: SeriesScope | null): Promise<void> {
  useWhich.setState({ asked: null })
  const { line, to, places } = move
  if (scope === 'one') putThere(move)
  if (scope === null) useHand.getState().say(`${line.name} stays where it was.`)
  if (scope === 'one' || scope === null) return
  const { patientId, appointmentId, version } = line
  try {
    const act = moveOf(line, to, zone, places)
    await changeVisits({ patientId, appointmentId, version }, { scope, act })
  } catch (error) {
    notify(error instanceof AppError ? wordsFor(error) : wordsOf('unexpected'), 'problem')
  }
}
