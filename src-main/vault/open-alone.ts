/** Somebody is let in to the downtime pack alone: the record store does not open, and is left as it is. */
import { join } from 'node:path'
import { AppError, must } from '../../shared/kernel/errors.ts'
import type { NewId } from '../../shared/kernel/ids.ts'
import type { AloneSession } from '../pipeline/session.ts'
import type { Migration } from '../store/migrate.ts'
import { whoIs, workstationKeys } from './open-session.ts'
import { newestFirst, openNewest } from './open-epochs.ts'
import { grantedBy } from './grants.ts'
import { packKey } from './keys.ts'
import { readPackFile } from './pack-file.ts'
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
  const keys = await workstationKeys(slot, privateKey)
  try {
    if (opens(join(directory, 'clinical.db'), keys, migrations))
      throw new AppError('Conflict', 'pack.store-opens')
    const key = await keyOfPack(join(directory, 'downtime-pack'), keys, slots)
    // the store that says whose word counts does not open: the slot's own is taken
    const alone = whoIs(slots, slot, grantedBy(slot.grant), key, newId)
    if (!alone.actor.can.has('chart.read'))
      throw new AppError('Forbidden', 'permission.missing', { permission: 'chart.read' })
    return alone
  } finally {
    for (const key of keys.values()) key.fill(0)
  }
}

/** The newest, or where a change of it did not come to its end the one that the pack is still under. */
async function keyOfPack(file: string, keys: ReadonlyMap<number, Buffer>, slots: Slots): Promise<Buffer> {
  const [newest, ...before] = newestFirst(keys).map(([, key]) => key)
  must(newest, 'vault.workstation-key')
  for (const key of [newest, ...before]) if (await opensPack(file, key, slots)) return key
  return newest
}

async function opensPack(file: string, workstationKey: Buffer, slots: Slots): Promise<boolean> {
  const key = packKey(workstationKey)
  try {
    ;(await readPackFile(file, key, slots)).pdf.fill(0)
    return true
  } catch {
    return false
  } finally {
    key.fill(0)
  }
}

function opens(file: string, keys: ReadonlyMap<number, Buffer>, migrations: readonly Migration[]): boolean {
  try {
    openNewest(file, keys, migrations, { create: false }).store.close()
    return true
  } catch {
    return false
  }
}
