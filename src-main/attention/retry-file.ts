import { retryFile } from '../../shared/attention/retry-file.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'
import { blobOf, noteFault } from '../store/blob-rows.ts'

export const retryFileHandler = act(retryFile, ({ session, gatekeeper, tell }, { sha256 }) => {
  must(session, 'retry-file.session')
  const { store } = session
  const blob = blobOf(store.read, sha256)
  if (!blob?.fault) throw new AppError('Conflict', 'attention.settled')
  noteFault(store, sha256, null)
  tell('changed', { tables: ['blob'], patients: [] })
  if (blob.here === 0) gatekeeper.cloud.fetchFile(sha256)
  gatekeeper.cloud.tryNow()
  return {}
})
