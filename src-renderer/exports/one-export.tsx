import { Button, Progress } from '@mantine/core'
import { useState } from 'react'
import { purposeWords, recipientWords } from '../../shared/audit/handing-out.ts'
import { approveExport, refuseExport, withdrawExport } from '../../shared/exports/ask-for-export.ts'
import type { ExportLine, ExportProgress } from '../../shared/exports/list-exports.ts'
import { cancelExport, startExport } from '../../shared/exports/start-export.ts'
import { ReasonForm } from '../access/reason-form.tsx'
import { dateTimeText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { number, ofText, patientsText, stateWords } from './export-words.ts'
import decisions from '../kernel/decisions.module.css'
import own from './exports.module.css'
import { useBegunExport } from './shown-passphrase.ts'

type Act = 'approve' | 'refuse' | 'withdraw'

/** A request, what was said of it, and what whoever looks may do with it now. */
export function OneExport({ line, progress }: { line: ExportLine; progress: ExportProgress | null }) {
  const me = useMe()
  const { show } = useBegunExport()
  const [act, setAct] = useState<Act | null>(null)
  const failed = (error: Parameters<typeof wordsFor>[0]) => notify(wordsFor(error), 'problem')
  const start = useRun(startExport, {
    onSuccess: ({ begun }) => begun && show({ ...begun, requestId: line.requestId }),
    onError: failed,
  })
  const cancel = useRun(cancelExport, { onError: failed })
  const { state, isYours } = line
  const isOpen = state === 'waiting' || state === 'ready'
  return (
    <li data-over={(!isOpen && state !== 'running') || undefined}>
      <div>
        <b>{ofText(line)}</b>
        <p className={own['state']} data-state={state}>
          {stateWords[state]}
          {state === 'waiting' && isYours && ', not you'}
          {line.until !== null && ` · until ${dateTimeText(line.until)}`}
        </p>
        <p>
          {recipientWords[line.recipient]} · {purposeWords[line.purpose]}
        </p>
        <p>{line.reason}</p>
        {progress && <Running progress={progress} />}
        <small>
          Asked by {line.by}, {dateTimeText(line.at)}
        </small>
        {line.approved && <Said what="Approved" act={line.approved} />}
        {line.refused && <Said what={state === 'withdrawn' ? 'Withdrawn' : 'Refused'} act={line.refused} />}
        {line.written && (
          <small>
            Written {dateTimeText(line.written.at)}: {patientsText(line.written.patients)},{' '}
            {number(line.written.resources)} resources
          </small>
        )}
        {line.exportId !== null && <small>Export {line.exportId}</small>}
      </div>
      {act === null && (
        <div className={decisions['acts']}>
          {state === 'ready' && isYours && me.can('chart.read') && (
            <Button
              size="compact-sm"
              loading={start.isPending}
              onClick={() => start.mutate({ requestId: line.requestId })}
            >
              Write it…
            </Button>
          )}
          {state === 'waiting' && !isYours && (
            <Button size="compact-sm" onClick={() => setAct('approve')}>
              Approve…
            </Button>
          )}
          {isOpen && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => setAct(isYours ? 'withdraw' : 'refuse')}
            >
              {isYours ? 'Withdraw…' : 'Refuse…'}
            </Button>
          )}
          {state === 'running' && (
            <Button
              size="compact-sm"
              variant="default"
              loading={cancel.isPending}
              onClick={() => cancel.mutate({ requestId: line.requestId })}
            >
              Stop it
            </Button>
          )}
        </div>
      )}
      {act && <Decide key={act} act={act} line={line} onDone={() => setAct(null)} />}
    </li>
  )
}

const Said = ({ what, act }: { what: string; act: NonNullable<ExportLine['approved']> }) => (
  <small>
    {what} by {act.by}, {dateTimeText(act.at)}: {act.reason}
  </small>
)

function Running({ progress: { done, of } }: { progress: ExportProgress }) {
  return (
    <div className={own['running']}>
      <Progress value={of === 0 ? 0 : (100 * done) / of} aria-label="How far it is" size="sm" />
      <span>
        {number(done)} of {patientsText(of)}
      </span>
    </div>
  )
}

const forms: Readonly<Record<Act, Readonly<{ title: string; lead: string; go: string }>>> = {
  approve: {
    title: 'Approve the export',
    lead: 'Whoever asked may write it once, within a day. The file is always encrypted.',
    go: 'Approve it',
  },
  refuse: { title: 'Refuse the export', lead: 'Whoever asked is shown the reason.', go: 'Refuse it' },
  withdraw: { title: 'Withdraw the request', lead: 'Nothing is written by it.', go: 'Withdraw it' },
}

function Decide({ act, line, onDone }: { act: Act; line: ExportLine; onDone(): void }) {
  const options = {
    onSuccess: () => {
      notify('Written down.')
      onDone()
    },
  }
  const runs = {
    approve: useRun(approveExport, options),
    refuse: useRun(refuseExport, options),
    withdraw: useRun(withdrawExport, options),
  }
  const run = runs[act]
  return (
    <ReasonForm
      {...forms[act]}
      run={run}
      onGo={(reason) => run.mutate({ requestId: line.requestId, reason })}
      onDone={onDone}
    />
  )
}
