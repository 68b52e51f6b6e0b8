/**
 * Steps on the board that the vault has not answered yet: shown at once where there is no doubt that it takes them, as moves on the grid are.
 * What may be refused is shown when it has been taken. Pure: the moment is given.
 */
import type { TakenStep } from '../../shared/schedule/allowed-step.ts'
import { minuteOf } from '../../shared/schedule/appointment.ts'
import type { FlowLine } from '../../shared/schedule/get-flow.ts'
import { isPresent } from '../../shared/schedule/stage.ts'

/** What a line says once the step is taken. */
export type Known = Pick<FlowLine, 'stage' | 'stageAt'> & Partial<Pick<FlowLine, 'roomId'>>
/** By appointment. */
export type Waiting = ReadonlyMap<string, Known>
export const nothingWaits: Waiting = new Map()

/** What a step comes to. `now`: ISO 8601, UTC. Null where it changes nothing, or may be refused (shared/schedule/allowed-step.ts). */
export function expected(
  { stage, startMin }: Pick<FlowLine, 'stage' | 'startMin'>,
  kind: TakenStep,
  roomId: string | null,
  now: string,
): Known | null {
  const isExpected = stage === 'scheduled' || stage === 'confirmed'
  const comes = (): Known => ({ stage: kind === 'unconfirmed' ? 'scheduled' : kind, stageAt: now })
  if (kind === 'confirmed' || kind === 'unconfirmed') return isExpected ? comes() : null
  if (kind === 'no-show') return isExpected && startMin <= minuteOf(now) ? comes() : null
  if (kind === 'arrived') return isExpected ? { ...comes(), roomId: null } : null
  if (kind === 'checkout' || kind === 'left') return isPresent(stage) ? { ...comes(), roomId: null } : null
  if (!isExpected && !isPresent(stage)) return null
  return kind === 'roomed' ? { ...comes(), roomId } : comes()
}

/** The day with them: the same lines but for those that wait. */
export function withWaiting(lines: readonly FlowLine[], waiting: Waiting): readonly FlowLine[] {
  if (waiting.size === 0) return lines
  return lines.map((line) => {
    const known = waiting.get(line.appointmentId)
    return known ? { ...line, ...known } : line
  })
}
