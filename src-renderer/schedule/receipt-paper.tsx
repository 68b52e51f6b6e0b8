/** A receipt on paper, and the button that prints it. */
import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { createPortal, flushSync } from 'react-dom'
import { formatCents } from '../../shared/kernel/money.ts'
import type { ReceiptLine } from '../../shared/schedule/receipt-line.ts'
import { dateText, timeText } from '../kernel/dates.ts'
import { dayIn } from '../../shared/kernel/time.ts'
import { useMe } from '../kernel/me.ts'
import { printPage, PrintFoot } from '../kernel/print.tsx'
import { methodWords } from './desk-words.ts'
import classes from './receipt-paper.module.css'

export function PrintReceipt({ receipt }: { receipt: ReceiptLine }) {
  const me = useMe()
  const [printing, setPrinting] = useState(false)
  if (!me.can('print')) return null
  const print = async () => {
    flushSync(() => setPrinting(true))
    document.body.dataset['paper'] = 'receipt'
    try {
      await printPage('receipt', receipt.patientId, `Receipt ${receipt.number}`)
    } finally {
      delete document.body.dataset['paper']
      setPrinting(false)
    }
  }
  return (
    <>
      <Button
        variant="subtle"
        size="compact-xs"
        aria-label={`Print receipt ${receipt.number}`}
        leftSection={<IconPrinter size={14} />}
        onClick={() => void print()}
      >
        Print
      </Button>
      {printing &&
        createPortal(
          <div className={`${classes['paper']} hf-print-only hf-paper`} aria-hidden="true">
            <Receipt receipt={receipt} practice={me.practiceName} timeZone={me.timeZone} />
            <PrintFoot />
          </div>,
          document.body,
        )}
    </>
  )
}

function Receipt({
  receipt,
  practice,
  timeZone,
}: {
  receipt: ReceiptLine
  practice: string
  timeZone: string
}) {
  const isBack = receipt.cents < 0
  const rows: [string, string][] = [
    ['Receipt', receipt.number],
    ['Date', `${dateText(dayIn(timeZone, Date.parse(receipt.at)))} ${timeText(receipt.at, timeZone)}`],
    ['Patient', `${receipt.patientName}, MRN ${receipt.mrn}`],
    [isBack ? 'Given back' : 'Received', formatCents(Math.abs(receipt.cents))],
    ['By', `${methodWords[receipt.method]}${receipt.reference ? ` ${receipt.reference}` : ''}`],
    ...(receipt.gives ? [['For receipt', receipt.gives] as [string, string]] : []),
    ...(receipt.note ? [['Note', receipt.note] as [string, string]] : []),
    [isBack ? 'Given by' : 'Received by', receipt.by],
  ]
  return (
    <>
      <h2>{practice}</h2>
      <p>{isBack ? 'Receipt for money given back' : 'Receipt for a payment'}</p>
      <dl>
        {rows.map(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name}-is`}>{value}</dd>])}
      </dl>
    </>
  )
}
