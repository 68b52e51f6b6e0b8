import { countCases } from '../../shared/privacy/count-cases.ts'
import { answer } from '../pipeline/handle.ts'
import { openCount } from './privacy.sql.ts'

export const countCasesHandler = answer(countCases, (read) => ({ open: openCount(read) }))
