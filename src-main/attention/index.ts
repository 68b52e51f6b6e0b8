import type { attentionContracts } from '../../shared/attention/index.ts'
import type { HandlersFor } from '../pipeline/handle.ts'
import { discardDeskRefusedHandler, listDeskRefusedHandler, retryDeskRefusedHandler } from './desk-refused.ts'
import { editRefusedHandler } from './edit-refused.ts'
import { getConflictHandler } from './get-conflict.ts'
import { getRefusedHandler } from './get-refused.ts'
import { listAttentionHandler } from './list-attention.ts'
import { retryFileHandler } from './retry-file.ts'
import { resolveConflictHandler } from './resolve-conflict.ts'
import { discardRefusedHandler, retryRefusedHandler } from './settle-refused.ts'

export const attentionHandlers = {
  listAttention: listAttentionHandler,
  getConflict: getConflictHandler,
  resolveConflict: resolveConflictHandler,
  getRefused: getRefusedHandler,
  editRefused: editRefusedHandler,
  retryRefused: retryRefusedHandler,
  discardRefused: discardRefusedHandler,
  retryFile: retryFileHandler,
  listDeskRefused: listDeskRefusedHandler,
  retryDeskRefused: retryDeskRefusedHandler,
  discardDeskRefused: discardDeskRefusedHandler,
} satisfies HandlersFor<typeof attentionContracts>
