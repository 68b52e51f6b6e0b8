import { changeKey, getKey } from '../../shared/access/change-key.ts'
import { keyMonths } from '../../shared/access/key-policy.ts'
import { must } from '../../shared/kernel/errors.ts'
import { act, handle } from '../pipeline/handle.ts'
import { keySetting, keyState, keyStateText, secondsFor } from '../store/key-state.ts'
import { practiceOf } from '../store/people.sql.ts'

/** Acts, because part of the answer is no row: how large the file is. */
export const getKeyHandler = act(getKey, async ({ gatekeeper, session, read }) => {
  must(session, 'key.session')
  const { epoch, changedAt, due, problem, took } = keyState(session.store)
  const { store } = await gatekeeper.disk()
  return {
    epoch: epoch ?? 1,
    changedAt,
    due: due && { why: due.why, at: due.at },
    problem,
    seconds: secondsFor(store, took),
    months: practiceOf(read())?.keyMonths ?? keyMonths.usual,
  }
})

export const changeKeyHandler = handle(changeKey, (tx, { reason }, { actor, now }) => {
  const state = keyState(tx)
  // what is due for another reason is no less due
  const due = state.due ?? { why: 'asked' as const, at: now, by: actor.id, reason }
  tx.writeLocal(
    'INSERT OR REPLACE INTO workstation_setting (name, value) VALUES (?, ?)',
    keySetting,
    keyStateText({ ...state, due }),
  )
  return {}
})
