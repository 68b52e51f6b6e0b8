import { randomBytes } from 'node:crypto'
import { dropWholeLog, getWholeLog, keepWholeLog } from '../../shared/auditing/whole-log.ts'
import { must } from '../../shared/kernel/errors.ts'
import { act, handle } from '../pipeline/handle.ts'
import { wholeAsked, wholeSetting } from '../store/whole-asked.ts'
import { peopleNames } from './named-lines.ts'

export const getWholeLogHandler = act(getWholeLog, ({ gatekeeper, session }) => {
  must(session, 'auditing.session')
  const { whole } = gatekeeper.auditDesk
  const { now } = whole
  // somebody looks at it
  whole.lookAgain()
  const { address, connection } = gatekeeper.cloud.now
  const { by, at, ...rest } = now ?? { by: '', at: '' }
  return {
    hasCloud: address !== null,
    isReached: connection.state === 'current' || connection.state === 'busy',
    whole: now && {
      ...(rest as Omit<typeof now, 'by' | 'at'>),
      askedBy: peopleNames(session.store.read).get(by) ?? '',
      askedAt: at,
    },
  }
})

export const keepWholeLogHandler = handle(keepWholeLog, (tx, _input, ctx) => {
  if (wholeAsked(tx)) return {}
  const asked = { by: ctx.actor.id, at: ctx.now, key: randomBytes(32).toString('base64') }
  tx.writeLocal(
    'INSERT INTO workstation_setting (name, value) VALUES (?, ?)',
    wholeSetting,
    JSON.stringify(asked),
  )
  return {}
})

export const dropWholeLogHandler = handle(dropWholeLog, (tx) => {
  tx.writeLocal('DELETE FROM workstation_setting WHERE name = ?', wholeSetting)
  return {}
})
