import { must } from '../../shared/kernel/errors.ts'
import { getReport } from '../../shared/schedule/get-report.ts'
import { act } from '../pipeline/handle.ts'
import { makeReport } from './make-report.ts'

export const getReportHandler = act(getReport, ({ ctx, read }, asked) => {
  must(ctx, 'get-report.session')
  return makeReport(read(), asked, ctx.now)
})
