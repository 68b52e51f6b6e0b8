import { getStatus } from '../../shared/access/get-status.ts'
import { answer } from '../pipeline/handle.ts'
import { waiting } from './get-status.sql.ts'

export const getStatusHandler = answer(getStatus, (read, _input, ctx) => ({
  ...waiting(read, ctx.actor.id),
  cloud: 'none' as const,
}))
