import { getConflict } from './get-conflict.ts'
import { listAttention } from './list-attention.ts'
import { resolveConflict } from './resolve-conflict.ts'
import { discardRefused, retryRefused } from './settle-refused.ts'

export const attentionContracts = {
  listAttention,
  getConflict,
  resolveConflict,
  retryRefused,
  discardRefused,
}
