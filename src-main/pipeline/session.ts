import type { PasswordDue } from '../../shared/access/password-policy.ts'
import type { Actor } from '../../shared/kernel/context.ts'
import type { BlobFolder } from '../blobs/blob-folder.ts'
import type { Store } from '../store/store.ts'

/** Somebody is signed in and the store is open. There is at most one, and it ends with the vault process. */
export type Session = Readonly<{
  id: string
  actor: Actor
  store: Store
  /** The bytes of documents. */
  blobs: BlobFolder
  /** Seals the person's drafts. */
  draftKey: Buffer
  /** Seals the workstation's downtime pack. */
  packKey: Buffer
  workstation: Readonly<{ tenant: string; device: string; practiceName: string }>
  /** Wall time as far as it is to be believed, ms: a clock that is set back while somebody is in does not set it back. */
  trustedNow(): number
  /** Opened with the emergency kit: for reading, to nobody's account. */
  byKit: boolean
}> & {
  /** They were never signed in at this workstation before, where neither they nor it are new. */
  firstHere?: boolean
  /** What has to be done before anything that needs a right; null where nothing has, or it is done. */
  mustFirst: 'second-factor' | null
  /** Why they have to choose another password before anything else; null where they do not. */
  passwordDue: PasswordDue | null
  /** When whoever is in last showed that it is them, by the steady clock, ms. */
  provenAt: number
}

/** Somebody was let in to the downtime pack alone, because the store does not open. Never beside a session. */
export type AloneSession = Omit<
  Session,
  'store' | 'blobs' | 'draftKey' | 'mustFirst' | 'passwordDue' | 'provenAt' | 'trustedNow' | 'byKit'
>
export type Inside = Session | AloneSession
