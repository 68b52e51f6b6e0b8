/** Results by test: the latest value and its flag, and behind it how it went. */
import { SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import { listResults } from '../../shared/charting/list-results.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { AmendedMark } from '../amendments/amended-mark.tsx'
import { EntryAmendments } from '../amendments/entry-amendments.tsx'
import type { Column } from '../kernel/data-table.tsx'
import { dateText, dateTimeText } from '../kernel/dates.ts'
import { useAsk } from '../kernel/queries.ts'
import { EntryKinds } from '../privacy/marks.tsx'
import { Content } from './content.tsx'
import { Flag } from './flag.tsx'
import { Answered, ListSection } from './section.tsx'
import { Sparkline } from './sparkline.tsx'
import { Split } from './split.tsx'
import { statusText } from './status-words.ts'
import { TrendChart } from './trend-chart.tsx'
import split from './split.module.css'
import classes from './results.module.css'

type Results = OutputOf<typeof listResults>
type Test = Results['tests'][number]
type Report = Results['reports'][number]
type Value = Test['values'][number]

const latestOf = (test: Test): Value | undefined => test.values[0]
const rangeText = (value: Value | undefined): string =>
  value?.rangeText ||
  (value?.low != null && value.high != null
    ? `${value.low}–${value.high}`
    : value?.high != null
      ? `≤ ${value.high}`
      : value?.low != null
        ? `≥ ${value.low}`
        : '')

const testColumns: readonly Column<Test>[] = [
  { id: 'name', head: 'Test', value: (row) => row.name },
  {
    id: 'value',
    head: 'Latest',
    width: '190px',
    align: 'right',
    value: (row) => latestOf(row)?.number ?? latestOf(row)?.text ?? null,
    cell: (row) => (
      <>
        <Flag flag={latestOf(row)?.flag ?? ''} /> <b className={classes['latest']}>{latestOf(row)?.text}</b>
      </>
    ),
  },
  { id: 'range', head: 'Usual', width: '110px', value: (row) => rangeText(latestOf(row)) },
  {
    id: 'taken',
    head: 'Taken',
    width: '104px',
    value: (row) => latestOf(row)?.takenAt ?? null,
    cell: (row) => dateText(latestOf(row)?.takenAt ?? null),
  },
  {
    id: 'trend',
    head: 'Trend',
    width: '120px',
    value: (row) => row.values.length,
    cell: (row) => <Sparkline values={row.values.map((value) => value.number).reverse()} />,
  },
  { id: 'count', head: 'Values', width: '76px', align: 'right', value: (row) => row.values.length },
]
const reportColumns: readonly Column<Report>[] = [
  {
    id: 'taken',
    head: 'Date',
    width: '104px',
    value: (row) => row.takenAt,
    cell: (row) => dateText(row.takenAt),
  },
  { id: 'name', head: 'Report', value: (row) => row.name },
  { id: 'category', head: 'Kind', width: '16%', value: (row) => row.category },
  {
    id: 'results',
    head: 'Results',
    width: '80px',
    align: 'right',
    value: (row) => row.resultIds.length || null,
  },
  { id: 'status', head: 'Status', width: '110px', value: (row) => statusText(row.status) },
  { id: 'performer', head: 'From', width: '18%', value: (row) => row.performer },
]
const kinds = [
  { value: 'laboratory', label: 'Laboratory' },
  { value: 'rest', label: 'Other' },
  { value: 'reports', label: 'Reports' },
]

export default function ResultsSection({ patientId }: { patientId: string }) {
  const answer = useAsk(listResults, { patientId })
  const [kind, setKind] = useState('laboratory')
  const [openedTest, setTest] = useState<string | null>(null)
  const [openedReport, setReport] = useState<string | null>(null)
  const close = () => {
    setTest(null)
    setReport(null)
  }
  const tools = (
    <SegmentedControl
      aria-label="Which results"
      data={kinds}
      value={kind}
      onChange={(value) => {
        setKind(value)
        close()
      }}
    />
  )
  return (
    <Answered<typeof listResults> answer={answer}>
      {(results) => {
        const test = results.tests.find((each) => each.key === openedTest) ?? null
        const report = results.reports.find((each) => each.reportId === openedReport) ?? null
        const rows = results.tests.filter(
          (each) => (each.category === 'laboratory') === (kind === 'laboratory'),
        )
        return (
          <Split
            title={test?.name ?? (report ? `${report.name}, ${dateText(report.takenAt)}` : '')}
            onClose={close}
            detail={
              test ? (
                <History patientId={patientId} test={test} />
              ) : report ? (
                <OneReport patientId={patientId} report={report} tests={results.tests} />
              ) : null
            }
            list={
              kind === 'reports' ? (
                <ListSection<Report>
                  title="Results"
                  entries="report"
                  tools={tools}
                  patientId={patientId}
                  rows={results.reports}
                  columns={report ? reportColumns.slice(0, 2) : reportColumns}
                  rowKey={(row) => row.reportId}
                  selected={openedReport}
                  onOpen={(row) => setReport(row.reportId)}
                  nothing="No report has come in."
                />
              ) : (
                <ListSection<Test>
                  key={kind}
                  title="Results"
                  tools={tools}
                  patientId={patientId}
                  rows={rows}
                  columns={test ? testColumns.slice(0, 2) : testColumns}
                  rowKey={(row) => row.key}
                  selected={openedTest}
                  onOpen={(row) => setTest(row.key)}
                  nothing={
                    kind === 'laboratory'
                      ? 'No laboratory result has come in.'
                      : 'Nothing else has been measured or asked.'
                  }
                />
              )
            }
          />
        )
      }}
    </Answered>
  )
}

function History({ patientId, test }: { patientId: string; test: Test }) {
  const drawn = useMemo(() => {
    const values = test.values
      .filter((value) => value.number !== null && value.takenAt !== null && value.takenAt.length >= 10)
      .reverse()
    return {
      times: values.map((value) => Date.parse(value.takenAt ?? '') / 1000),
      series: [{ label: test.name, values: values.map((value) => value.number) }],
    }
  }, [test])
  const latest = latestOf(test)
  return (
    <>
      {drawn.times.length > 1 && (
        <TrendChart
          label={`${test.name} over time, ${drawn.times.length} values, latest ${latest?.text}`}
          times={drawn.times}
          series={drawn.series}
          unit={latest?.unit ?? ''}
          low={latest?.low ?? null}
          high={latest?.high ?? null}
        />
      )}
      <table className={classes['values']}>
        <thead>
          <tr>
            <th scope="col">Taken</th>
            <th scope="col">Value</th>
            <th scope="col">Usual</th>
            <th scope="col">Status</th>
          </tr>
        </thead>
        <tbody>
          {test.values.map((value) => (
            <tr key={value.observationId}>
              <td data-whole>{dateTimeText(value.takenAt)}</td>
              <td>
                {value.text} <Flag flag={value.flag} />
                <AmendedMark id={value.observationId} />
                {value.note && <p className={classes['note']}>{value.note}</p>}
                <EntryKinds
                  patientId={patientId}
                  type="observation"
                  entryId={value.observationId}
                  title={`${test.name} ${value.text}`}
                />
              </td>
              <td data-whole={rangeText(value).length < 16 || undefined}>{rangeText(value)}</td>
              <td data-whole>{statusText(value.status)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <EntryAmendments
        key={test.key}
        entries={test.values.map((value) => ({
          type: 'observation',
          id: value.observationId,
          text: [test.name, value.text, dateText(value.takenAt)].filter(Boolean).join(', '),
        }))}
      />
    </>
  )
}

function OneReport({
  patientId,
  report,
  tests,
}: {
  patientId: string
  report: Report
  tests: readonly Test[]
}) {
  const wanted = new Set(report.resultIds)
  const lines = tests.flatMap((test) =>
    test.values.filter((value) => wanted.has(value.observationId)).map((value) => ({ test, value })),
  )
  return (
    <>
      <EntryKinds patientId={patientId} type="report" entryId={report.reportId} title={report.name} />
      {report.conclusion && (
        <section>
          <h4>Conclusion</h4>
          <p className={split['text']}>{report.conclusion}</p>
        </section>
      )}
      {lines.length > 0 && (
        <section>
          <h4>Results</h4>
          <table className={classes['values']}>
            <tbody>
              {lines.map(({ test, value }) => (
                <tr key={value.observationId}>
                  <td>{test.name}</td>
                  <td>
                    {value.text} <Flag flag={value.flag} />
                    <AmendedMark id={value.observationId} />
                  </td>
                  <td>{rangeText(value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {Array.from({ length: report.attachments }, (_, index) => (
        <section key={index}>
          <h4>{report.attachments > 1 ? `Text ${index + 1}` : 'Text'}</h4>
          <Content patientId={patientId} documentId={report.reportId} attachment={index} />
        </section>
      ))}
      {!report.conclusion && lines.length === 0 && report.attachments === 0 && (
        <p>The report came without results or text.</p>
      )}
      <EntryAmendments
        key={report.reportId}
        entries={[
          {
            type: 'report',
            id: report.reportId,
            text: [report.name, dateText(report.takenAt)].filter(Boolean).join(', '),
          },
        ]}
      />
    </>
  )
}
