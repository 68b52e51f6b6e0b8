import { getCaseCount } from '../../shared/privacy/get-case-count.ts'
import { answer } from '../pipeline/handle.ts'
import { caseCounts } from './privacy.sql.ts'

export const getCaseCountHandler = answer(getCaseCount, (read) => ({
  // whose day is over is not asked for
  open: caseCounts(read, '').open,
}))
