/** A report as numbers of all, as a line over time or the same as a table, and as a table of each. */
import { SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Report } from '../../shared/schedule/get-report.ts'
import {
  mainColumn,
  reportColumns,
  type ReportColumn,
  type ReportName,
} from '../../shared/schedule/report-columns.ts'
import { TrendChart } from '../charting/trend-chart.tsx'
import { DataTable, type Column } from '../kernel/data-table.tsx'
import { dateText } from '../kernel/dates.ts'
import { Empty } from '../kernel/page.tsx'
import { numberText, reportWords } from './report-words.ts'
import classes from './reports.module.css'

type Row = Report['rows'][number]
type Props = Readonly<{ report: ReportName; kind: 'provider' | 'room'; data: Report }>

export function ReportView({ report, kind, data }: Props) {
  const columns: readonly ReportColumn[] = reportColumns[report]
  const main = mainColumn(report)
  if (data.all === null)
    return (
      <Empty title={kind === 'room' ? 'There is no room here' : 'There is no provider here'}>
        Choose another location, or set up who and what is booked under Administration, Schedule.
      </Empty>
    )
  const { all } = data
  return (
    <div className={classes['report']} data-course={data.course.length > 0 || undefined}>
      <dl className={classes['figures']} aria-label="Of all of it">
        {columns.map(({ id, head, unit }, at) =>
          unit === 'date' || /(?:90|Over)$/.test(id) ? null : (
            <div key={id} data-main={at === main || undefined}>
              <dt>{report === 'access' ? `${head}, on average` : head}</dt>
              <dd>
                {numberText(all[at] ?? null, unit)}
                {belowOf(columns, all, id).map((said) => (
                  <small key={said}>{said}</small>
                ))}
              </dd>
            </div>
          ),
        )}
      </dl>
      {data.course.length > 0 && <Course report={report} course={data.course} />}
      <Table report={report} kind={kind} rows={data.rows} />
    </div>
  )
}

/** What nine of ten waited at most, and how many waited too long: under how long half did. */
function belowOf(columns: readonly ReportColumn[], all: readonly (number | null)[], id: string): string[] {
  const said = (which: string) => {
    const at = columns.findIndex((each) => each.id === `${id}${which}`)
    const [column, value] = [columns[at], all[at] ?? null]
    return column && value !== null ? numberText(value, column.unit) : null
  }
  const [most, over] = [said('90'), said('Over')]
  return [most !== null && `9 of 10 in ${most}`, over !== null && `${over} over the limit`].filter(
    (each) => each !== false,
  )
}

/** Over time: drawn, or said in numbers for whoever does not see it. */
function Course({ report, course }: { report: ReportName; course: Report['course'] }) {
  const [as, setAs] = useState<'chart' | 'table'>('chart')
  const unit = reportColumns[report][mainColumn(report)]?.unit ?? 'count'
  const { over } = reportWords[report]
  const byWeek = course.length > 1 && course[1] !== undefined && gapOf(course) > 1
  const drawn = useMemo(
    () => ({
      times: course.map(({ day }) => Date.parse(`${day}T12:00:00Z`) / 1000),
      series: [{ label: over, values: course.map(({ value }) => value) }],
    }),
    [course, over],
  )
  const known = course.flatMap(({ value }) => value ?? [])
  const summary =
    known.length === 0
      ? 'Nothing to draw'
      : `${over}, by ${byWeek ? 'week' : 'day'}: from ${numberText(Math.min(...known), unit)} to ${numberText(Math.max(...known), unit)}`
  return (
    <section className={classes['course']} aria-label={`${over} over time`}>
      <header>
        <h2>
          {over}, by {byWeek ? 'week' : 'day'}
        </h2>
        <SegmentedControl
          aria-label="Over time, as"
          value={as}
          onChange={setAs}
          data={[
            { value: 'chart', label: 'Line' },
            { value: 'table', label: 'Numbers' },
          ]}
        />
      </header>
      {as === 'table' ? (
        <div className={classes['numbers']}>
          <DataTable<Report['course'][number]>
            label={`${over} by ${byWeek ? 'week' : 'day'}`}
            rows={course}
            columns={[
              {
                id: 'day',
                head: byWeek ? 'Week from' : 'Day',
                value: ({ day }) => day,
                cell: ({ day }) => dateText(day),
              },
              {
                id: 'value',
                head: over,
                align: 'right',
                width: '60%',
                value: ({ value }) => value,
                cell: ({ value }) => numberText(value, unit),
              },
            ]}
            rowKey={({ day }) => day}
            patientId={null}
            empty={null}
          />
        </div>
      ) : known.length === 0 ? (
        <p className={classes['nothing']}>No visit of these days says anything about it.</p>
      ) : (
        <TrendChart
          label={summary}
          times={drawn.times}
          series={drawn.series}
          unit={unit === 'percent' ? 'percent' : 'minutes'}
          height={150}
        />
      )}
    </section>
  )
}

const gapOf = (course: Report['course']): number =>
  Math.max(...course.slice(1).map(({ day }, at) => Date.parse(day) - Date.parse(course[at]?.day ?? day))) /
  86_400_000

function Table({
  report,
  kind,
  rows,
}: {
  report: ReportName
  kind: 'provider' | 'room'
  rows: readonly Row[]
}) {
  const columns: readonly ReportColumn[] = reportColumns[report]
  const main = mainColumn(report)
  const most = Math.max(0, ...rows.map(({ values }) => values[main] ?? 0))
  const wide = columns.length > 8
  return (
    <DataTable<Row>
      label={`${reportWords[report].name} by ${kind}`}
      rows={rows}
      columns={[
        { id: 'name', head: kind === 'room' ? 'Room' : 'Provider', value: ({ name }) => name },
        ...columns.map(({ id, head, unit }, at): Column<Row> => ({
          id,
          head,
          align: 'right',
          width: at === main && !wide ? '220px' : wide ? '7.1%' : '118px',
          value: ({ values }) => values[at] ?? null,
          cell: ({ values }) =>
            at === main && !wide && values[at] != null ? (
              <span className={classes['bared']}>
                <span aria-hidden="true" className={classes['track']}>
                  <span
                    style={{
                      width: `${most === 0 ? 0 : ((values[at] ?? 0) / (report === 'use' ? Math.max(100, most) : most)) * 100}%`,
                    }}
                  />
                </span>
                <span>{numberText(values[at] ?? null, unit)}</span>
              </span>
            ) : (
              numberText(values[at] ?? null, unit)
            ),
        })),
      ]}
      rowKey={({ resourceId }) => resourceId}
      patientId={null}
      empty={<Empty title="Nobody had anything in these days" />}
    />
  )
}
