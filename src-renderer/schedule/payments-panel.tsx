/** What was paid at the desks today: what this drawer should hold, what the practice took, and every receipt. */
import { Button, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { addCents, formatCents } from '../../shared/kernel/money.ts'
import { getFlow } from '../../shared/schedule/get-flow.ts'
import { giveBackPayment } from '../../shared/schedule/give-back-payment.ts'
import { listReceipts } from '../../shared/schedule/list-receipts.ts'
import type { ReceiptLine } from '../../shared/schedule/receipt-line.ts'
import { ActForm } from '../access/act-form.tsx'
import { timeText } from '../kernel/dates.ts'
import { DataTable, type Column } from '../kernel/data-table.tsx'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { Empty, Problem } from '../kernel/page.tsx'
import { PrintFrame } from '../kernel/print.tsx'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { methods, methodWords } from './desk-words.ts'
import classes from './flow.module.css'
import { parts, partNames, partOf } from './flow-view.ts'
import { PrintReceipt } from './receipt-paper.tsx'

/** By the clock of the practice, wherever this computer’s stands. */
const columnsIn = (timeZone: string): readonly Column<ReceiptLine>[] => [
  { id: 'at', head: 'Time', width: '84px', value: ({ at }) => at, cell: ({ at }) => timeText(at, timeZone) },
  { id: 'number', head: 'Receipt', width: '124px', value: ({ number }) => number },
  {
    id: 'patient',
    head: 'Patient',
    value: ({ patientName }) => patientName,
    cell: ({ patientName }) => <b>{patientName}</b>,
  },
  { id: 'mrn', head: 'Record', width: '84px', value: ({ mrn }) => mrn },
  {
    id: 'method',
    head: 'By',
    width: '112px',
    value: ({ method, reference }) => `${methodWords[method]} ${reference}`.trim(),
  },
  {
    id: 'what',
    head: 'What of it',
    width: '20%',
    value: ({ gives, givenBack, twin, note }) =>
      [
        twin ? 'another has this number' : '',
        gives ? `gives back ${gives}` : '',
        givenBack ? `given back by ${givenBack}` : '',
        note,
      ]
        .filter(Boolean)
        .join(', '),
  },
  { id: 'by', head: 'Taken by', width: '150px', value: ({ by }) => by },
  { id: 'workstation', head: 'At', width: '64px', value: ({ workstation }) => workstation },
  {
    id: 'cents',
    head: 'Amount',
    width: '104px',
    align: 'right',
    value: ({ cents }) => cents,
    cell: ({ cents }) => formatCents(cents),
  },
]

function Totals({ title, receipts }: { title: string; receipts: readonly ReceiptLine[] }) {
  const of = (lines: readonly ReceiptLine[]) => formatCents(addCents(...lines.map(({ cents }) => cents)))
  return (
    <section>
      <h2>{title}</h2>
      <dl>
        {methods.map((method) => [
          <dt key={method}>{methodWords[method]}</dt>,
          <dd key={`${method}-is`}>{of(receipts.filter((each) => each.method === method))}</dd>,
        ])}
        <dt>Together</dt>
        <dd data-sum>{of(receipts)}</dd>
      </dl>
    </section>
  )
}

export function PaymentsPanel() {
  const me = useMe()
  const answer = useAsk(listReceipts, { day: me.today })
  const flow = useAsk(getFlow, { day: me.today, locationId: null }).data
  const [at, setAt] = useState<string | null>(null)
  const columns = useMemo(() => columnsIn(me.timeZone), [me.timeZone])
  if (answer.error) return <Problem>{wordsFor(answer.error)}</Problem>
  if (!answer.data) return null
  const { receipts, workstation } = answer.data
  const chosen = receipts.find(({ receiptId }) => receiptId === at) ?? receipts[0]
  return (
    <PrintFrame title="Payments of the day">
      <div className={classes['day']}>
        <div className={classes['totals']}>
          <Totals
            title={`This drawer, workstation ${workstation}`}
            receipts={receipts.filter((each) => each.workstation === workstation)}
          />
          <Totals title="The practice" receipts={receipts} />
          {flow && (
            <section>
              <h2>Patients of today</h2>
              <dl>
                {parts.map((part) => [
                  <dt key={part}>{partNames[part]}</dt>,
                  <dd key={`${part}-is`}>{flow.lines.filter((line) => partOf(line) === part).length}</dd>,
                ])}
              </dl>
            </section>
          )}
        </div>
        <DataTable<ReceiptLine>
          label="Receipts of today"
          rows={receipts}
          columns={columns}
          rowKey={({ receiptId }) => receiptId}
          selected={chosen?.receiptId ?? null}
          onFocusRow={({ receiptId }) => setAt(receiptId)}
          onOpen={({ receiptId }) => setAt(receiptId)}
          dim={({ cents, givenBack }) => cents < 0 || givenBack !== null}
          patientId={null}
          empty={
            <Empty title="Nothing was paid today">What is taken at check-in and check-out stands here.</Empty>
          }
        />
        <aside className={`${classes['side']} hf-no-print`} aria-label="Receipt">
          {chosen ? (
            <OneReceipt key={chosen.receiptId} receipt={chosen} />
          ) : (
            <p className={classes['dim']}>No receipt yet.</p>
          )}
        </aside>
      </div>
    </PrintFrame>
  )
}

function OneReceipt({ receipt }: { receipt: ReceiptLine }) {
  const me = useMe()
  const [giving, setGiving] = useState(false)
  const [note, setNote] = useState('')
  const give = useRun(giveBackPayment, {
    onSuccess: ({ number }) => {
      setGiving(false)
      notify(`${formatCents(receipt.cents)} given back. Receipt ${number}.`)
    },
  })
  const mayGive = me.can('payment.take') && receipt.cents > 0 && receipt.givenBack === null
  return (
    <>
      <h2>{receipt.number}</h2>
      <div className={classes['lines']}>
        <b>{formatCents(receipt.cents)}</b>
        <span>
          {receipt.patientName} · MRN {receipt.mrn}
        </span>
        <span className={classes['dim']}>
          {timeText(receipt.at, me.timeZone)}, {receipt.by}
        </span>
      </div>
      <div className={classes['buttons']}>
        <PrintReceipt receipt={receipt} />
        {mayGive && !giving && (
          <Button variant="default" onClick={() => setGiving(true)}>
            Give back…
          </Button>
        )}
      </div>
      {giving && (
        <ActForm
          title={`Give ${formatCents(receipt.cents)} back`}
          lead="This makes a receipt of its own, which is final. The first one stays."
          go={`Give ${formatCents(receipt.cents)} back`}
          busy={give.isPending}
          error={give.error}
          ready={note.trim() !== ''}
          onGo={() => give.mutate({ receiptId: receipt.receiptId, note })}
          onDone={() => setGiving(false)}
        >
          <TextInput
            label="Why"
            autoComplete="off"
            maxLength={200}
            value={note}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
        </ActForm>
      )}
    </>
  )
}
