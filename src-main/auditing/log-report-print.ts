import { logReportPrint } from '../../shared/auditing/log-report-print.ts'
import { handle } from '../pipeline/handle.ts'

/** Changes nothing: that it passed the door, and was recorded there, is the point. */
export const logReportPrintHandler = handle(logReportPrint, (_tx, _input, ctx) => ({ at: ctx.now }))
