/** In Privacy: which requests for amendment wait, and by when they are due. */
import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { listAmendments, type AmendmentLine } from '../../shared/amendments/list-amendments.ts'
import classes from '../access/administration.module.css'
import { Split } from '../charting/split.tsx'
import { counted } from '../cloud/connection-words.ts'
import { DataTable, type Column } from '../kernel/data-table.tsx'
import { dateText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { Empty, Problem } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { aboutText, stateWords } from './amendment-words.ts'
import { OneAmendment } from './one-amendment.tsx'
import own from './amendments.module.css'

const patient: Column<AmendmentLine> = {
  id: 'patient',
  head: 'Patient',
  value: (row) => row.patientName,
  cell: (row) => <b>{row.patientName}</b>,
}
const about: Column<AmendmentLine> = {
  id: 'about',
  head: 'About',
  width: '24%',
  value: (row) => aboutText(row.about),
}
const asked: Column<AmendmentLine> = {
  id: 'asked',
  head: 'Received',
  width: '120px',
  value: (row) => row.askedOn,
  cell: (row) => dateText(row.askedOn),
}
const due = (today: string): Column<AmendmentLine> => ({
  id: 'due',
  head: 'Due',
  width: '190px',
  value: (row) => row.dueOn,
  cell: (row) => (
    <span className={own['due']} data-late={row.dueOn < today || undefined}>
      {dateText(row.dueOn)}
      {row.dueOn < today && <span className="hf-sr"> (overdue)</span>}
      {row.putOff && <small> put off once</small>}
    </span>
  ),
})
const state: Column<AmendmentLine> = {
  id: 'state',
  head: 'Answer',
  width: '120px',
  value: (row) => stateWords[row.state],
}
const ended: Column<AmendmentLine> = {
  id: 'ended',
  head: 'On',
  width: '120px',
  value: (row) => row.endedAt,
  cell: (row) => dateText(row.endedAt),
}

export function AmendmentsPanel() {
  const { today } = useMe()
  const [show, setShow] = useState<'open' | 'over'>('open')
  const [opened, setOpened] = useState<string | null>(null)
  const answer = useAsk(listAmendments, { show })
  if (answer.error) return <Problem>{wordsFor(answer.error)}</Problem>
  if (!answer.data) return null
  const { lines, open, overdue } = answer.data
  const line = lines.find(({ amendmentId }) => amendmentId === opened)
  const columns =
    show === 'open' ? [patient, about, asked, due(today)] : [patient, about, asked, state, ended]
  return (
    <Split
      title={line ? line.patientName || 'Request for amendment' : ''}
      level={2}
      onClose={() => setOpened(null)}
      detail={
        line ? (
          <OneAmendment
            key={line.amendmentId}
            patientId={line.patientId}
            amendmentId={line.amendmentId}
            linkToChart
          />
        ) : null
      }
      list={
        <div className={classes['list']}>
          <div className={classes['bar']}>
            <span className={classes['dim']}>
              {open === 0
                ? 'No request waits.'
                : `${counted(open, 'request waits', 'requests wait')} for an answer${overdue > 0 ? `, ${overdue} overdue` : ''}.`}
            </span>
            <SegmentedControl
              data-push
              aria-label="Which requests"
              data={[
                { value: 'open', label: 'Waiting' },
                { value: 'over', label: 'Answered' },
              ]}
              value={show}
              onChange={(value) => {
                setOpened(null)
                setShow(value === 'over' ? 'over' : 'open')
              }}
            />
          </div>
          <DataTable<AmendmentLine>
            label={show === 'open' ? 'Requests that wait' : 'Requests that were answered'}
            rows={lines}
            columns={line ? [patient, { ...asked, width: '104px' }] : columns}
            rowKey={({ amendmentId }) => amendmentId}
            selected={opened}
            onOpen={({ amendmentId }) => setOpened(amendmentId)}
            patientId={null}
            empty={
              <Empty title={show === 'open' ? 'No request waits' : 'No request was answered yet'}>
                Patients may ask that their record be corrected. What they ask is written down in the chart,
                with the entry it is about, and answered within 60 days.
              </Empty>
            }
          />
        </div>
      }
    />
  )
}
