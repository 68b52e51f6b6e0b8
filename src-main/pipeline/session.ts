import type { Actor } from '../../shared/kernel/context.ts'
import type { Store } from '../store/store.ts'

/** Somebody is signed in and the store is open. There is at most one, and it ends with the vault process. */
export type Session = Readonly<{
  id: string
  actor: Actor
  store: Store
  /** Seals the person's drafts. */
  draftKey: Buffer
  workstation: Readonly<{ tenant: string; device: string; practiceName: string }>
}>
