/** The cloud's answers for one workstation, as the routes ask for them. */
import type { Logger } from 'pino'
import { schemaHeader, type PullRefusal, type Versions } from '../../shared/sync/wire.ts'
import type { Executing } from '../executor/execute-push.ts'
import type { Credential } from '../postgres/credentials.ts'
import type { PostgresPractices } from '../postgres/practices.ts'
import { SyncAnswers } from '../sync/answer-workstation.ts'
import { allRecords, executingFor } from '../sync/executing.ts'
import type { Metrics } from './metrics.ts'

export type AnswersOf = (credential: Credential, executing?: Executing) => SyncAnswers

export const refusalStatus: Readonly<Record<PullRefusal['refused'], 409 | 410 | 426>> = {
  'epoch-changed': 410,
  'cursor-expired': 410,
  'stale-replica': 409,
  upgrade: 426,
}

/** Which shapes a workstation knows; one that says nothing is of the first version. */
export function schemaOf(headers: Readonly<Record<string, unknown>>): number {
  const said = headers[schemaHeader]
  return typeof said === 'string' && /^\d{1,6}$/.test(said) ? Number(said) : 1
}

export type AnswersParts = Readonly<{
  practices: PostgresPractices
  versions: Versions
  metrics: Metrics
  log: Logger
}>

export const answersFor =
  ({ practices, versions, metrics, log }: AnswersParts): AnswersOf =>
  (credential, executing = executingFor(credential.clockOffsetMs)) =>
    new SyncAnswers({
      practices,
      executing,
      records: allRecords,
      versions,
      nowMs: Date.now,
      newEpoch: (practice, was) => {
        metrics.epochs.inc()
        log.error({ practice, was }, 'the history is not what workstations have read: a new epoch begins')
        return practices.newEpoch(practice, was)
      },
    })
