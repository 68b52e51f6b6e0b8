import { logPrint } from '../../shared/access/log-print.ts'
import { handle } from '../pipeline/handle.ts'

/** Changes nothing: that it passed the door, and was recorded there, is the point. */
export const logPrintHandler = handle(logPrint, (_tx, _input, ctx) => ({ at: ctx.now }))
