import { AppError } from '../../shared/kernel/errors.ts'
import type { Context } from '../../shared/kernel/context.ts'
import type { ParsedInputOf } from '../../shared/kernel/contract.ts'
import { blocks } from '../../shared/schedule/block.ts'
import { blockTime, removeBlock, saveBlock, unblockTime } from '../../shared/schedule/save-block.ts'
import { handle } from '../pipeline/handle.ts'
import type { Tx } from '../store/tx.ts'
import { blockRow } from './every-hour.sql.ts'
import { resourcesOf } from './schedule.sql.ts'
import { placesOf } from './zones.ts'

type Said = ParsedInputOf<typeof saveBlock>

function save(tx: Tx, { blockId, version, block }: Said, ctx: Context): { blockId: string } {
  const { resourceId, locationId, firstDay, lastDay, fromMinute, toMinute } = block
  if (fromMinute >= toMinute || (lastDay !== null && lastDay < firstDay))
    throw new AppError('Invalid', 'block.crooked')
  if (resourceId !== null && resourcesOf(tx, [resourceId]).length === 0)
    throw new AppError('NotFound', 'resource.missing')
  if (locationId !== null && !placesOf(tx).own.some(({ id }) => id === locationId))
    throw new AppError('NotFound', 'location.missing')
  const row = { ...block, by: ctx.actor.id, at: ctx.now }
  if (blockId !== null) {
    if (!blockRow(tx, blockId)) throw new AppError('NotFound', 'block.missing')
    tx.amend(blocks, blockId, row, version ?? undefined)
    return { blockId }
  }
  const id = ctx.newId()
  tx.put(blocks, { id, ...row })
  return { blockId: id }
}

function remove(tx: Tx, { blockId, version }: ParsedInputOf<typeof removeBlock>): Record<string, never> {
  const row = blockRow(tx, blockId)
  if (!row) throw new AppError('NotFound', 'block.missing')
  if (row.version !== version) throw new AppError('Conflict', 'row.changed')
  tx.remove(blocks, blockId)
  return {}
}

export const saveBlockHandler = handle(saveBlock, save)
export const blockTimeHandler = handle(blockTime, save)
export const removeBlockHandler = handle(removeBlock, remove)
export const unblockTimeHandler = handle(unblockTime, remove)
