import { useState } from 'react'
import { listCases, type CaseLine } from '../../shared/privacy/list-cases.ts'
import classes from '../access/administration.module.css'
import { Split } from '../charting/split.tsx'
import { counted } from '../cloud/connection-words.ts'
import { DataTable, type Column } from '../kernel/data-table.tsx'
import { dateText, dateTimeText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { Empty, Problem } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { OneCase } from './one-case.tsx'
import { caseWords, findingWords } from './privacy-words.ts'
import own from './cases.module.css'

const kind: Column<CaseLine> = {
  id: 'kind',
  head: 'What',
  value: (row) => caseWords[row.kind].name,
  cell: (row) => <b>{caseWords[row.kind].name}</b>,
}
const who: Column<CaseLine> = { id: 'who', head: 'Who', width: '22%', value: (row) => row.about.displayName }
const patient: Column<CaseLine> = {
  id: 'patient',
  head: 'Patient',
  width: '22%',
  value: (row) => row.patientName,
}
const at: Column<CaseLine> = {
  id: 'at',
  head: 'When',
  width: '150px',
  value: (row) => row.at,
  cell: (row) => dateTimeText(row.at),
}
const due = (today: string): Column<CaseLine> => ({
  id: 'due',
  head: 'Due',
  width: '120px',
  value: (row) => row.dueOn,
  cell: (row) => (
    <span className={own['due']} data-late={row.dueOn < today || undefined}>
      {dateText(row.dueOn)}
      {row.dueOn < today && <span className="hf-sr"> (overdue)</span>}
    </span>
  ),
})
const found: Column<CaseLine> = {
  id: 'found',
  head: 'Found',
  width: '170px',
  value: (row) => (row.finding === null ? '' : findingWords[row.finding].name),
}
const by: Column<CaseLine> = {
  id: 'by',
  head: 'By',
  width: '18%',
  value: (row) => row.closedBy?.displayName ?? '',
}

export function CasesPanel({ show }: { show: 'open' | 'closed' }) {
  const { today } = useMe()
  const answer = useAsk(listCases, { show })
  const [opened, setOpened] = useState<string | null>(null)
  if (answer.error) return <Problem>{wordsFor(answer.error)}</Problem>
  if (!answer.data) return null
  const { cases, open, overdue } = answer.data
  const line = cases.find(({ caseId }) => caseId === opened)
  const columns = show === 'open' ? [kind, who, patient, at, due(today)] : [kind, who, patient, found, by]
  return (
    <Split
      title={line ? caseWords[line.kind].name : ''}
      level={2}
      onClose={() => setOpened(null)}
      detail={line ? <OneCase key={line.caseId} caseId={line.caseId} /> : null}
      list={
        <div className={classes['list']}>
          <div className={classes['bar']}>
            <span className={classes['dim']}>
              {show === 'closed'
                ? 'What was looked into, and what was found. Nothing here is changed or taken away.'
                : open === 0
                  ? 'Nothing waits.'
                  : `${counted(open, 'case waits', 'cases wait')} for somebody${overdue > 0 ? `, ${overdue} overdue` : ''}.`}
            </span>
          </div>
          <DataTable<CaseLine>
            label={show === 'open' ? 'Cases to look into' : 'Closed cases'}
            rows={cases}
            columns={line ? [kind, { ...who, width: '48%' }] : columns}
            rowKey={({ caseId }) => caseId}
            selected={opened}
            onOpen={({ caseId }) => setOpened(caseId)}
            patientId={null}
            empty={
              <Empty title={show === 'open' ? 'Nothing to look into' : 'No case was closed yet'}>
                {show === 'open'
                  ? 'A case opens by itself when somebody opens a closed chart in an emergency, or reads in an unusual way. Nobody closes a case about themselves.'
                  : 'A case is closed with what was found, by somebody it is not about.'}
              </Empty>
            }
          />
        </div>
      }
    />
  )
}
