/** Which steps may be taken when. What somebody saw with their own eyes is never refused: whoever comes has come. */
import { AppError } from '../kernel/errors.ts'
import { isPresent, stageOf, type Stage } from './stage.ts'
import { inOrder } from './stage.ts'
import type { Step } from './step.ts'

/** The steps of a visit that somebody takes by one key. What calls an appointment off or moves it changes its plan too, and is a command of its own. */
export const takenSteps = [
  'confirmed',
  'unconfirmed',
  'arrived',
  'roomed',
  'with-provider',
  'checkout',
  'left',
  'no-show',
] as const
export type TakenStep = (typeof takenSteps)[number]

type Said = Readonly<{ plan: Readonly<{ cancelled: boolean; startsAt: string }>; steps: readonly Step[] }>

/** Only of whoever is in the house; a step that brings somebody further than the waiting room says that they came. */
const comesWith: readonly TakenStep[] = ['roomed', 'with-provider']
export const alsoArrives = (said: Said, kind: TakenStep): boolean =>
  comesWith.includes(kind) && !isPresent(stageOf(said))

/** The room somebody is in: the last they were brought to since they came; null once they have gone to the desk. */
export function roomOf(said: Said): string | null {
  const stage = stageOf(said)
  if (stage !== 'roomed' && stage !== 'with-provider') return null
  const ordered = inOrder(said.steps)
  const came = ordered.findLastIndex(({ kind }) => kind === 'arrived')
  const room = ordered.findLastIndex(({ kind }) => kind === 'roomed')
  return room > came ? (ordered[room]?.roomId ?? null) : null
}

/** Saying what is so already changes nothing: two desks that both see somebody come are both right. */
export function isSaidAlready(said: Said, kind: TakenStep, roomId: string | null): boolean {
  const stage = stageOf(said)
  if (kind === 'arrived') return isPresent(stage)
  if (kind === 'unconfirmed') return stage === 'scheduled'
  if (kind === 'roomed') return stage === 'roomed' && roomOf(said) === roomId
  return stage === (kind satisfies Stage)
}

/** Throws why this step cannot be taken now. `now`: ISO 8601, UTC. */
export function refuseStep(said: Said, kind: TakenStep, now: string): void {
  const stage = stageOf(said)
  const isHere = isPresent(stage)
  if (kind === 'confirmed' || kind === 'unconfirmed' || kind === 'no-show') {
    if (isHere || stage === 'left') throw new AppError('Conflict', 'step.is-here')
    if (stage === 'cancelled' || stage === 'rescheduled') throw new AppError('Conflict', 'step.called-off')
    if (kind === 'no-show') {
      if (now < said.plan.startsAt) throw new AppError('Conflict', 'step.too-early')
    } else if (stage === 'no-show') throw new AppError('Conflict', 'step.no-show')
  }
  if ((kind === 'checkout' || kind === 'left') && !isHere) throw new AppError('Conflict', 'step.not-here')
}
