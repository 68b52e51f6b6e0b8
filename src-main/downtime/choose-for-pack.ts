import { chooseForPack } from '../../shared/downtime/choose-for-pack.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { patientRow } from '../patients/get-patient.sql.ts'
import { handle } from '../pipeline/handle.ts'

export const chooseForPackHandler = handle(chooseForPack, (tx, { patientId, choice }, ctx) => {
  if (choice === 'none') {
    tx.writeLocal('DELETE FROM pack_choice WHERE patientId = ?', patientId)
    return {}
  }
  if (!patientRow(tx, patientId)) throw new AppError('NotFound', 'patient.not-found')
  tx.writeLocal(
    `INSERT INTO pack_choice (patientId, choice, chosenBy, chosenAt) VALUES (?, ?, ?, ?)
     ON CONFLICT (patientId) DO UPDATE SET choice = excluded.choice, chosenBy = excluded.chosenBy, chosenAt = excluded.chosenAt`,
    patientId,
    choice,
    ctx.actor.id,
    ctx.now,
  )
  return {}
})
