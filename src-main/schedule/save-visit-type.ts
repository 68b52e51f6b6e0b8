import { AppError } from '../../shared/kernel/errors.ts'
import { foldText } from '../../shared/kernel/fold.ts'
import { archiveVisitType, saveVisitType } from '../../shared/schedule/save-visit-type.ts'
import { visitTypes } from '../../shared/schedule/visit-type.ts'
import { handle } from '../pipeline/handle.ts'
import { everyVisitType, visitTypeRow } from './schedule.sql.ts'

export const saveVisitTypeHandler = handle(saveVisitType, (tx, input, { newId }) => {
  const { visitTypeId, version, ...said } = input
  const taken = everyVisitType(tx).some(
    ({ id, active, name }) => active && id !== visitTypeId && foldText(name) === foldText(said.name),
  )
  if (taken) throw new AppError('Conflict', 'visit-type.name-taken')
  if (visitTypeId === null) {
    const id = newId()
    tx.put(visitTypes, { id, ...said, active: true })
    return { visitTypeId: id }
  }
  if (!visitTypeRow(tx, visitTypeId)) throw new AppError('NotFound', 'visit-type.missing')
  tx.amend(visitTypes, visitTypeId, said, version ?? undefined)
  return { visitTypeId }
})

export const archiveVisitTypeHandler = handle(archiveVisitType, (tx, { visitTypeId, version, archived }) => {
  if (!visitTypeRow(tx, visitTypeId)) throw new AppError('NotFound', 'visit-type.missing')
  tx.amend(visitTypes, visitTypeId, { active: !archived }, version)
  return {}
})
