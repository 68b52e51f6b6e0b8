import type { scheduleContracts } from '../../shared/schedule/index.ts'
import type { HandlersFor } from '../pipeline/handle.ts'
import { listConflictsHandler } from './list-conflicts.ts'
import { settleConflictHandler } from './settle-conflict.ts'

export const scheduleHandlers = {
  listConflicts: listConflictsHandler,
  settleConflict: settleConflictHandler,
} satisfies HandlersFor<typeof scheduleContracts>
