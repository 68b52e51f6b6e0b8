import { logCodePrint } from '../../shared/access/log-code-print.ts'
import { handle } from '../pipeline/handle.ts'

/** Changes nothing: that it passed the door, and was recorded there, is the point. */
export const logCodePrintHandler = handle(logCodePrint, (_tx, _input, ctx) => ({ at: ctx.now }))
