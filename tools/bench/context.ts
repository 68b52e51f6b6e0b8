import { randomFillSync } from 'node:crypto'
import type { Context } from '../../shared/kernel/context.ts'
import { makeNewId } from '../../shared/kernel/ids.ts'
import type { Session } from '../../src-main/pipeline/session.ts'
import { realClock } from '../kit/workstation.ts'

const newId = makeNewId(realClock, (bytes) => randomFillSync(bytes))

/** What dispatch would give a handler now, for a handler that is measured by itself. */
export const makeContext = (session: Session): Context => ({
  actor: session.actor,
  sessionId: session.id,
  opId: newId(),
  now: new Date().toISOString(),
  newId,
})
