/** What the vault is started with. */
import type { NewId } from '../../shared/kernel/ids.ts'
import type { GateState } from '../pipeline/gatekeeper.ts'
import type { Migration } from '../store/migrate.ts'
import type { Observer } from '../store/reader.ts'
import type { BesideParts } from './beside.ts'

export type VaultParts = Readonly<{
  /** The profile's folder; the store lies in `store/` below it. */
  profile: string
  migrations: Readonly<Record<'local' | 'audit' | 'whole', readonly Migration[]>>
  newId: NewId
  /** One run of the product, in every audit entry. */
  boot: string
  /** Who locked the workstation, so that they come back with their password alone. */
  lockedUser: string | null
  demo: GateState['demo']
  /** What the keychain had of the tries to come in, and how it is told of more; it waits for nothing. */
  tries: Readonly<{ found: string | null; keep(mark: string): void }>
  observe?: Observer
}> &
  BesideParts
