/** The folders people chose to import, by the tokens pages know them by. In memory only, and gone with the vault. */
import { must } from '../../shared/kernel/errors.ts'
import type { Acting } from '../pipeline/handle.ts'
import type { Store } from '../store/store.ts'

const chosen = new WeakMap<Store, Map<string, string>>()

/** The few most recent: somebody may choose again and again. */
const most = 20

export function rememberFolder(acting: Acting, path: string): string {
  must(acting.session && acting.ctx, 'folders.session')
  const folders = chosen.get(acting.session.store) ?? new Map<string, string>()
  chosen.set(acting.session.store, folders)
  const token = acting.ctx.newId()
  folders.set(token, path)
  for (const old of folders.keys()) {
    if (folders.size <= most) break
    folders.delete(old)
  }
  return token
}

export const folderOf = (store: Store, token: string): string | undefined => chosen.get(store)?.get(token)
