import { setPreference } from '../../shared/access/set-preference.ts'
import { handle } from '../pipeline/handle.ts'

export const setPreferenceHandler = handle(setPreference, (tx, { name, value }, ctx) => {
  tx.writeLocal(
    `INSERT INTO preference (owner, name, value) VALUES (?, ?, ?)
     ON CONFLICT (owner, name) DO UPDATE SET value = excluded.value`,
    ctx.actor.id,
    name,
    value,
  )
  return {}
})
