/** Somebody is let in to the downtime pack alone: the record store does not open, and is left as it is. */
import { join } from 'node:path'
import { AppError } from '../../shared/kernel/errors.ts'
import type { NewId } from '../../shared/kernel/ids.ts'
import type { AloneSession } from '../pipeline/session.ts'
import type { Migration } from '../store/migrate.ts'
import { openStore } from '../store/store.ts'
import { whoIs, workstationKeyOf } from './open-session.ts'
import { grantedBy } from './grants.ts'
import type { OpenSlot } from './slot.ts'
import type { Slots } from './slots.ts'

type Parts = Readonly<{ directory: string; migrations: readonly Migration[]; newId: NewId }>

/** Throws `pack.store-opens` where there is no need for it, `permission.missing` for who may not read charts, `vault.slot-damaged`. */
export async function openAlone(
  slots: Slots,
  slot: OpenSlot,
  privateKey: Buffer,
  { directory, migrations, newId }: Parts,
): Promise<AloneSession> {
  const key = await workstationKeyOf(slot, privateKey)
  try {
    if (opens(join(directory, 'clinical.db'), key, migrations))
      throw new AppError('Conflict', 'pack.store-opens')
    // the store that says whose word counts does not open: the slot's own is taken
    const alone = whoIs(slots, slot, grantedBy(slot.grant), key, newId)
    if (!alone.actor.can.has('chart.read'))
      throw new AppError('Forbidden', 'permission.missing', { permission: 'chart.read' })
    return alone
  } finally {
    key.fill(0)
  }
}

function opens(file: string, key: Buffer, migrations: readonly Migration[]): boolean {
  try {
    openStore(file, key, migrations, { create: false }).close()
    return true
  } catch {
    return false
  }
}
