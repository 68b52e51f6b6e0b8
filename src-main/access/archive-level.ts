import { accessLevels } from '../../shared/access/access-level.ts'
import { archiveLevel, restoreLevel } from '../../shared/access/archive-level.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { handle } from '../pipeline/handle.ts'
import type { Tx } from '../store/tx.ts'
import { everyLevel } from '../store/people.sql.ts'

export const archiveLevelHandler = handle(archiveLevel, (tx, { levelId, version }) =>
  setArchived(tx, levelId, true, version),
)
export const restoreLevelHandler = handle(restoreLevel, (tx, { levelId, version }) =>
  setArchived(tx, levelId, false, version),
)

function setArchived(tx: Tx, levelId: string, archived: boolean, version: number) {
  if (!everyLevel(tx).some(({ id }) => id === levelId)) throw new AppError('NotFound', 'level.missing')
  tx.amend(accessLevels, levelId, { archived }, version)
  return {}
}
