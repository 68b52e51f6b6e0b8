import { csvCell } from '../../shared/audit/csv.ts'
import { must } from '../../shared/kernel/errors.ts'
import { dayOfNumber } from '../../shared/schedule/day-axis.ts'
import { exportReport } from '../../shared/schedule/export-report.ts'
import type { Report } from '../../shared/schedule/get-report.ts'
import { reportColumns, type ReportColumn, type ReportName } from '../../shared/schedule/report-columns.ts'
import { act } from '../pipeline/handle.ts'
import { writeWholeFile } from '../store/whole-file.ts'
import { makeReport } from './make-report.ts'

export const exportReportHandler = act(exportReport, async ({ ctx, host, read, record }, asked) => {
  must(ctx, 'export-report.session')
  const report = await makeReport(read(), asked, ctx.now)
  const folder = await host.chooseFolder('Choose a folder for the report')
  if (folder === null) return { written: null }
  const stamp = ctx.now.replaceAll(/[:.]/g, '')
  const fileName = `holdfast-schedule-${asked.report}-${stamp}.csv`
  record()
  await writeWholeFile({ folder, name: fileName, passphrase: null }, inOnePart(tableOf(asked.report, report)))
  return { written: { fileName, rows: report.rows.length } }
})

/** Numbers as they are, hours as minutes, so that a spreadsheet adds them up; and what of all of it is. */
export function tableOf(name: ReportName, { rows, all }: Report): string {
  const columns: readonly ReportColumn[] = reportColumns[name]
  // two columns may have one head, under two
  const heads = columns.map(({ id, head, unit }) => `${head} (${id}${unitWords[unit]})`)
  const cells = (values: Report['rows'][number]['values']) =>
    columns.map(({ unit }, at) => {
      const value = values[at] ?? null
      return value === null ? '' : unit === 'date' ? dayOfNumber(value) : value
    })
  const lines = [
    ['Name', 'Id', ...heads],
    ...rows.map(({ resourceId, name: whose, values }) => [whose, resourceId, ...cells(values)]),
    ...(all === null ? [] : [['All', '', ...cells(all)]]),
  ]
  return `\uFEFF${lines.map((line) => `${line.map(csvCell).join(',')}\r\n`).join('')}`
}

const unitWords = {
  count: '',
  hours: ', minutes',
  percent: ', %',
  minutes: ', minutes',
  days: ', days',
  date: '',
} as const satisfies Readonly<Record<ReportColumn['unit'], string>>

async function* inOnePart(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new TextEncoder().encode(text))
}
