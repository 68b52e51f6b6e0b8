import { getCaseCount } from '../../shared/privacy/get-case-count.ts'
import { answer } from '../pipeline/handle.ts'
import { openCount } from './privacy.sql.ts'

export const getCaseCountHandler = answer(getCaseCount, (read) => ({ open: openCount(read) }))
