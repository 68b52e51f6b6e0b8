/** Where an appointment stands, read from what has happened. What somebody saw beats what was planned: whoever has come has come (sync.md, section 1). */
import type { Step, StepKind } from './step.ts'

export const stages = [
  'scheduled',
  'confirmed',
  'arrived',
  'roomed',
  'with-provider',
  'checkout',
  'left',
  'no-show',
  'cancelled',
  'rescheduled',
] as const
export type Stage = (typeof stages)[number]

const physical: ReadonlySet<StepKind> = new Set(['arrived', 'roomed', 'with-provider', 'checkout', 'left'])
/** Somebody is in the house. */
export const presentStages: readonly Stage[] = ['arrived', 'roomed', 'with-provider', 'checkout']
export const isPresent = (stage: Stage): boolean => presentStages.includes(stage)

type Said = Readonly<{ plan: Readonly<{ cancelled: boolean }>; steps: readonly Step[] }>

/** In the order they happened. Those of one moment are in the order of a visit, so that every workstation reads the same. */
export const inOrder = (steps: readonly Step[]): Step[] => steps.toSorted((a, b) => byTime(a, b))

const rank = (kind: StepKind): number => [...physical].indexOf(kind)
const byTime = (a: Step, b: Step): number =>
  a.at < b.at ? -1 : a.at > b.at ? 1 : rank(a.kind) - rank(b.kind) || (a.id < b.id ? -1 : 1)

export function stageOf({ plan, steps }: Said): Stage {
  const ordered = inOrder(steps)
  const seen = ordered.findLast(({ kind }) => physical.has(kind))
  if (seen) return seen.kind as Stage
  if (plan.cancelled)
    return ordered.findLast(({ kind }) => kind === 'cancelled' || kind === 'rescheduled')?.kind ===
      'rescheduled'
      ? 'rescheduled'
      : 'cancelled'
  const last = ordered.findLast(({ kind }) => kind === 'no-show' || kind === 'restored')
  if (last?.kind === 'no-show') return 'no-show'
  return ordered.findLast(({ kind }) => kind === 'confirmed' || kind === 'unconfirmed')?.kind === 'confirmed'
    ? 'confirmed'
    : 'scheduled'
}

/** Whether it was cancelled by somebody while somebody else saw them come. */
export const cameAllTheSame = (said: Said): boolean =>
  said.plan.cancelled && said.steps.some(({ kind }) => physical.has(kind))

/** Whether the time of its resources is taken: by whoever is expected, and by whoever came. */
export const isTakingTime = (said: Said): boolean =>
  !said.plan.cancelled || said.steps.some(({ kind }) => physical.has(kind))

/** When a stage was first reached; null where it was not. */
export const reachedAt = ({ steps }: Pick<Said, 'steps'>, kind: StepKind): string | null =>
  inOrder(steps).find((step) => step.kind === kind)?.at ?? null

/** When the stage it is in now was reached; null where nothing has happened. */
export function inStageSince(said: Said): string | null {
  const stage = stageOf(said)
  return inOrder(said.steps).findLast(({ kind }) => kind === stage)?.at ?? null
}
