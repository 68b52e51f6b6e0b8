import { chartParts } from '../../shared/charting/chart-parts.ts'
import { listWaiting } from '../../shared/charting/list-waiting.ts'
import { answer } from '../pipeline/handle.ts'
import { waitingIn } from './list-waiting.sql.ts'

export const listWaitingHandler = answer(listWaiting, (read, { patientId }) => {
  const waiting = waitingIn(read, patientId)
  return {
    toSend: opsOf(waiting),
    parts: chartParts
      .map((part) => ({ part, toSend: opsOf(waiting.filter((each) => each.part === part)) }))
      .filter(({ toSend }) => toSend > 0),
  }
})

const opsOf = (waiting: readonly Readonly<{ op: number }>[]): number =>
  new Set(waiting.map(({ op }) => op)).size
