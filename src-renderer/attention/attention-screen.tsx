/** What waits for a person: two truths about one row, what the cloud did not take, files that did not arrive. Nothing here is lost or decided yet. */
import { useState } from 'react'
import { getAuditStanding } from '../../shared/cloud/get-audit-standing.ts'
import { listAttention } from '../../shared/attention/list-attention.ts'
import { listConflicts } from '../../shared/schedule/list-conflicts.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { Split } from '../charting/split.tsx'
import { OneAuditAlarm } from '../cloud/audit-alarm.tsx'
import { alarmWords, type AuditAlarmLine } from '../cloud/audit-words.ts'
import { useMe } from '../kernel/me.ts'
import { DataTable, type Column } from '../kernel/data-table.tsx'
import { dateTimeText } from '../kernel/dates.ts'
import { Empty, Page, Problem } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import { wordsFor, wordsOf } from '../kernel/words.ts'
import { SettleConflict } from '../schedule/settle-conflict.tsx'
import { DeskRefusal, useDeskAttention } from './desk-attention.tsx'
import { OneConflict } from './one-conflict.tsx'
import { OneFile } from './one-file.tsx'
import { OneRefusal } from './one-refusal.tsx'
import { typeWords } from './field-words.ts'

type Attention = OutputOf<typeof listAttention>
type Line = Readonly<{
  key: string
  what: string
  why: string
  patient: string
  madeAt: string
  high: boolean
  conflictId: string | null
  op: string | null
  file: Attention['files'][number] | null
  alarm?: AuditAlarmLine
}>

const linesOf = ({ conflicts, refused, files }: Attention): Line[] => [
  ...conflicts.map((line) => ({
    key: line.conflictId,
    what: [typeWords(line.entityType), line.title].filter(Boolean).join(': '),
    why: line.safety === 'high' ? 'Two versions, matters for safety' : 'Two versions',
    patient: line.patientName,
    madeAt: line.madeAt,
    high: line.safety === 'high',
    conflictId: line.conflictId,
    op: null,
    file: null,
  })),
  ...refused.map((line) => ({
    key: line.op,
    what: [typeWords(line.entityType), line.title].filter(Boolean).join(': '),
    why: `Not taken: ${wordsOf(line.reason)}`,
    patient: line.patientName,
    madeAt: line.madeAt,
    high: false,
    conflictId: null,
    op: line.op,
    file: null,
  })),
  ...files.map((line) => ({
    key: `${line.sha256}/${line.documentId}`,
    what: `Document: ${line.title}`,
    why: wordsOf(line.reason),
    patient: line.patientName,
    madeAt: line.madeAt,
    high: false,
    conflictId: null,
    op: null,
    file: line,
  })),
]

const alarmLine = (alarm: AuditAlarmLine): Line => ({
  key: alarm.alarmId,
  what: alarmWords[alarm.kind].short,
  why: 'Somebody must look why',
  patient: '',
  madeAt: alarm.at,
  high: false,
  conflictId: null,
  op: null,
  file: null,
  alarm,
})

const columns: readonly Column<Line>[] = [
  { id: 'what', head: 'What', value: (row) => row.what, cell: (row) => <b>{row.what}</b> },
  { id: 'why', head: 'Why it waits', width: '34%', value: (row) => row.why },
  { id: 'patient', head: 'Patient', width: '22%', value: (row) => row.patient },
  {
    id: 'made',
    head: 'Since',
    width: '170px',
    value: (row) => row.madeAt,
    cell: (row) => dateTimeText(row.madeAt),
  },
]

/** `first`: what is opened to begin with. */
export function AttentionScreen({ first }: { first: string | null }) {
  const [opened, setOpened] = useState<string | null>(first)
  const me = useMe()
  const readsCharts = me.can('chart.read')
  // who may not read charts is told of the schedule alone, and of what they themselves wrote
  const all = useAsk(listAttention, { patientId: null }, { enabled: readsCharts })
  const desk = useDeskAttention(!readsCharts && me.can('schedule.write'))
  const answer = readsCharts ? all : desk
  const schedule = useAsk(listConflicts, {}, { enabled: me.can('schedule.read') }).data?.conflicts
  const standing = useAsk(getAuditStanding, {})
  // about the log, for whoever may settle it
  const alarms = me.can('practice.configure') ? (standing.data?.alarms ?? []) : []
  const lines = [...(answer.data ? linesOf(answer.data) : []), ...alarms.map(alarmLine)]
  const line = lines.find(({ key }) => key === opened)
  const ofSchedule = schedule?.find(({ conflictId }) => conflictId === line?.conflictId)
  const close = () => setOpened(null)
  return (
    <Page
      title="Needs you"
      note={
        readsCharts
          ? 'Two versions of one thing, what was not taken, files that did not arrive, and alarms of the audit log.'
          : 'Two versions of one thing of the schedule, and what of your desk was not taken.'
      }
    >
      {answer.error && <Problem>{wordsFor(answer.error)}</Problem>}
      <Split
        title={line?.what ?? ''}
        level={2}
        onClose={close}
        detail={
          line && ofSchedule ? (
            <SettleConflict key={line.key} conflict={ofSchedule} onDone={close} />
          ) : line?.op && !readsCharts ? (
            <DeskRefusal key={line.key} op={line.op} why={line.why} onDone={close} />
          ) : line?.conflictId ? (
            <OneConflict key={line.key} conflictId={line.conflictId} onDone={close} />
          ) : line?.op ? (
            <OneRefusal key={line.key} op={line.op} why={line.why} onDone={close} />
          ) : line?.file ? (
            <OneFile key={line.key} {...line.file} onDone={close} />
          ) : line?.alarm ? (
            <OneAuditAlarm key={line.key} alarm={line.alarm} onDone={close} />
          ) : null
        }
        list={
          <DataTable
            label="What needs a person"
            rows={lines}
            columns={line ? columns.slice(0, 1).concat(columns.slice(2, 3)) : columns}
            rowKey={(row) => row.key}
            selected={opened}
            onOpen={(row) => setOpened(row.key)}
            patientId={null}
            empty={
              answer.data && (
                <Empty title="Nothing needs you">
                  When two people change the same thing while apart, the cloud does not take something, or a
                  file cannot be sent or brought, it waits here until somebody has decided.
                </Empty>
              )
            }
          />
        }
      />
    </Page>
  )
}
