import { discardDeskRefused, listDeskRefused, retryDeskRefused } from './desk-refused.ts'
import { editRefused } from './edit-refused.ts'
import { getConflict } from './get-conflict.ts'
import { getRefused } from './get-refused.ts'
import { listAttention } from './list-attention.ts'
import { resolveConflict } from './resolve-conflict.ts'
import { retryFile } from './retry-file.ts'
import { discardRefused, retryRefused } from './settle-refused.ts'

export const attentionContracts = {
  listAttention,
  getConflict,
  resolveConflict,
  getRefused,
  editRefused,
  retryRefused,
  discardRefused,
  retryFile,
  listDeskRefused,
  retryDeskRefused,
  discardDeskRefused,
}
