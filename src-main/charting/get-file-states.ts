import { getFileStates, type FileState } from '../../shared/charting/get-file-states.ts'
import { answer } from '../pipeline/handle.ts'
import { filesOf } from './documents.sql.ts'

export const getFileStatesHandler = answer(getFileStates, (read, { patientId }) => {
  const files = new Map<string, FileState>()
  for (const { sha, size, here, stored, sent, got, fault } of filesOf(read, patientId)) {
    const where = here === 1 ? 'here' : stored === 0 ? 'elsewhere' : 'cloud'
    files.set(sha, { sha256: sha, size, where, stored: stored !== 0, sent, got, fault })
  }
  return { files: [...files.values()] }
})
