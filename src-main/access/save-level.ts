import { accessLevels } from '../../shared/access/access-level.ts'
import { roleWords } from '../../shared/access/access-words.ts'
import { faultOfDuties } from '../../shared/access/rights.ts'
import { isWider } from '../../shared/access/scope.ts'
import { saveLevel } from '../../shared/access/save-level.ts'
import type { Context } from '../../shared/kernel/context.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { foldText } from '../../shared/kernel/fold.ts'
import type { Permission } from '../../shared/kernel/permissions.ts'
import { handle } from '../pipeline/handle.ts'
import type { Reader } from '../store/reader.ts'
import { checkPlaces, keepingAnAdministrator } from './administering.ts'
import { everyLevel, personRow, type LevelRow } from '../store/people.sql.ts'

export const saveLevelHandler = handle(saveLevel, (tx, { levelId, version, ...level }, ctx) => {
  const fields = { ...level, permissions: [...new Set(level.permissions)] }
  refuseMixedDuties(fields.permissions)
  const levels = everyLevel(tx)
  const before = levels.find(({ id }) => id === levelId)
  if (levelId !== null && !before) throw new AppError('NotFound', 'level.missing')
  if (isTaken(fields.name, levels, levelId)) throw new AppError('Conflict', 'level.name-taken')
  checkPlaces(tx, fields.scope, before?.scope)
  if (!before) {
    const id = ctx.newId()
    tx.put(accessLevels, { ...fields, id, archived: false, createdAt: ctx.now })
    return { levelId: id }
  }
  refuseRaisingOneself(tx, before, fields, ctx)
  keepingAnAdministrator(tx, ctx, () => tx.amend(accessLevels, before.id, fields, version ?? undefined))
  return { levelId: before.id }
})

function refuseMixedDuties(permissions: readonly Permission[]): void {
  const fault = faultOfDuties(permissions)
  if (fault === 'level.administers-and-reads') throw new AppError('Invalid', 'level.administers-and-reads')
  if (fault !== null) throw new AppError('Invalid', 'level.audits-and-changes')
}

/** Whoever has a level does not add to it. */
function refuseRaisingOneself(
  read: Reader,
  before: LevelRow,
  { permissions, scope }: Pick<LevelRow, 'permissions' | 'scope'>,
  { actor }: Context,
): void {
  const isOwn = personRow(read, actor.id)?.levels.includes(before.id) ?? false
  const isMore = permissions.some((each) => !before.permissions.includes(each))
  if (isOwn && (isMore || isWider(before.scope, scope))) throw new AppError('Forbidden', 'level.your-own')
}

function isTaken(name: string, levels: readonly LevelRow[], except: string | null): boolean {
  const others = levels.filter(({ id }) => id !== except).map((level) => level.name)
  return [...others, ...Object.values(roleWords).map((role) => role.name)].some(
    (other) => foldText(other) === foldText(name),
  )
}
