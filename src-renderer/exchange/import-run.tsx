import { Button, Progress } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { getImport } from '../../shared/exchange/get-import.ts'
import { reasonWords } from '../../shared/exchange/refusal.ts'
import type { ImportNews, ImportProgress, TypeCounts } from '../../shared/exchange/import-report.ts'
import { cancelImport } from '../../shared/exchange/start-import.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { dateTimeText, timeText } from '../kernel/dates.ts'
import { Problem } from '../kernel/page.tsx'
import { numberText as number, paceText } from '../kernel/pace-text.ts'
import { printPage, PrintFrame } from '../kernel/print.tsx'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './import.module.css'

type Import = OutputOf<typeof getImport>

export function ImportRun({ importId, news }: { importId: string; news: ImportNews | null }) {
  const answer = useAsk(getImport, { importId, refusalsFrom: 0, refusalsLimit: 200 })
  const cancel = useRun(cancelImport)
  if (answer.error) return <Problem>{wordsFor(answer.error)}</Problem>
  if (!answer.data) return null
  const { run, report, refusals } = answer.data
  const state = news?.state ?? run.state
  const progress = news?.progress ?? answer.data.progress
  return (
    <PrintFrame title="Import">
      <section aria-labelledby="run-title" className={classes['run']}>
        <div className={classes['runHead']}>
          <h2 id="run-title">{run.folder}</h2>
          <Button
            className="hf-no-print"
            variant="default"
            leftSection={<IconPrinter size={14} />}
            onClick={() => void printPage('import-report', null)}
          >
            Print
          </Button>
        </div>
        <p className={classes['dim']}>
          {[
            run.source,
            `started ${dateTimeText(run.startedAt)} by ${run.startedBy}`,
            run.endedAt && `ended ${timeText(run.endedAt)}`,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {state === 'running' && progress && (
          <Running
            progress={progress}
            onCancel={() => cancel.mutate({ importId })}
            cancelling={cancel.isPending}
          />
        )}
        <Outcome state={state} report={report} />
        <Types types={report.types} />
        {report.notFhir.total > 0 && (
          <p className={classes['dim']}>
            {number(report.notFhir.total)} files hold no FHIR and were left alone:{' '}
            {report.notFhir.files.slice(0, 6).join(', ')}
            {report.notFhir.total > 6 ? ' …' : ''}
          </p>
        )}
        {refusals.total > 0 && <Refusals refusals={refusals} />}
      </section>
    </PrintFrame>
  )
}

const phases: Readonly<Record<ImportProgress['phase'], string>> = {
  reading: 'Reading',
  'second-look': 'Looking once more for what was missing',
  settling: 'Joining references',
}

function Running({
  progress,
  onCancel,
  cancelling,
}: {
  progress: ImportProgress
  onCancel(): void
  cancelling: boolean
}) {
  const percent =
    progress.total === null || progress.total === 0
      ? null
      : Math.min(100, (100 * progress.done) / progress.total)
  return (
    <div className={classes['progress']}>
      <Progress value={percent ?? 100} animated={percent === null} size="md" aria-label="Import" />
      <p role="status">
        <b>{number(progress.done)}</b>
        {progress.total !== null && ` of about ${number(progress.total)}`} resources
        {paceText(progress)}
      </p>
      <p className={classes['dim']}>
        {phases[progress.phase]} {progress.file}
      </p>
      <div className={classes['progressTools']}>
        <Button variant="default" loading={cancelling} onClick={onCancel}>
          Cancel the import
        </Button>
        <span className={classes['dim']}>
          It runs on while you work elsewhere. Locking stops it; importing again goes on from there.
        </span>
      </div>
    </div>
  )
}

function Outcome({ state, report }: { state: Import['run']['state']; report: Import['report'] }) {
  const sum = (key: 'created' | 'changed' | 'unchanged' | 'refused') =>
    report.types.reduce((all, type) => all + type[key], 0)
  const words = {
    running: '',
    finished:
      sum('created') + sum('changed') === 0
        ? 'Everything was here already: nothing changed.'
        : `${number(sum('created'))} new, ${number(sum('changed'))} changed, ${number(sum('unchanged'))} were here already.`,
    cancelled: 'Cancelled. What had come in stays; importing the folder again goes on from there.',
    interrupted:
      'Interrupted: the workstation was locked or stopped. What had come in is safe; import the folder again to go on.',
    failed: 'Stopped by an error. What had come in is safe; import the folder again to go on.',
  }[state]
  return (
    <>
      {words && <p className={classes['outcome']}>{words}</p>}
      {report.keptYours > 0 && (
        <p className={classes['outcome']}>
          {number(report.keptYours)} fields had been changed here as well: yours stay, theirs are kept beside
          them.
        </p>
      )}
      {report.waiting > 0 && (
        <p className={classes['dim']}>
          {number(report.waiting)} references name something that has not come in yet; they are joined when it
          does.
        </p>
      )}
    </>
  )
}

function Types({ types }: { types: readonly TypeCounts[] }) {
  if (types.length === 0) return null
  const columns = ['read', 'stored', 'shown', 'keptOnly', 'refused'] as const
  const total = (key: (typeof columns)[number]) => types.reduce((sum, type) => sum + type[key], 0)
  return (
    <table className={classes['types']}>
      <thead>
        <tr>
          <th scope="col">Resource</th>
          <th scope="col">Read</th>
          <th scope="col">Stored</th>
          <th scope="col">In the chart</th>
          <th scope="col">Kept only</th>
          <th scope="col">Refused</th>
        </tr>
      </thead>
      <tbody>
        {types.map((type) => (
          <tr key={type.resourceType}>
            <th scope="row">{type.resourceType}</th>
            {columns.map((column) => (
              <td
                key={column}
                data-zero={type[column] === 0 || undefined}
                data-refused={(column === 'refused' && type.refused > 0) || undefined}
              >
                {number(type[column])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">All</th>
          {columns.map((column) => (
            <td key={column}>{number(total(column))}</td>
          ))}
        </tr>
      </tfoot>
    </table>
  )
}

function Refusals({ refusals }: { refusals: Import['refusals'] }) {
  return (
    <>
      <h3 className={classes['refusedTitle']}>{number(refusals.total)} refused</h3>
      <ul className={classes['refusals']}>
        {refusals.lines.map((line, index) => (
          <li key={`${line.file}:${line.line}:${line.path}:${index}`}>
            <span>{[reasonWords(line.reason), line.detail].filter(Boolean).join(': ')}</span>
            <code>
              {line.file}
              {line.line > 0 && `:${line.line}`} {line.path}
            </code>
          </li>
        ))}
      </ul>
      {refusals.total > refusals.lines.length && (
        <p className={classes['dim']}>The first {number(refusals.lines.length)} are shown.</p>
      )}
    </>
  )
}
