/** Takes money for a visit. A receipt is final: the button says what will stand on it. */
import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useRef, useState, type Ref } from 'react'
import { AppError } from '../../shared/kernel/errors.ts'
import { formatCents, parseCents } from '../../shared/kernel/money.ts'
import { takePayment } from '../../shared/schedule/take-payment.ts'
import { run } from '../kernel/holdfast.ts'
import { notify } from '../kernel/notify.ts'
import { wordsFor } from '../kernel/words.ts'
import { methods, methodWords } from './desk-words.ts'
import classes from './flow.module.css'

type Props = Readonly<{
  patientId: string
  appointmentId: string
  dueCents: number
  amountRef: Ref<HTMLInputElement>
  onTaken(): void
}>

/** Null where it cannot be read as an amount above nothing. */
function centsOf(typed: string): number | null {
  try {
    const cents = parseCents(typed)
    return cents > 0 ? cents : null
  } catch {
    return null
  }
}

export function PaymentForm({ patientId, appointmentId, dueCents, amountRef, onTaken }: Props) {
  const [amount, setAmount] = useState<string | null>(null)
  const [method, setMethod] = useState<(typeof methods)[number]>('card')
  const [reference, setReference] = useState('')
  const [fault, setFault] = useState('')
  const [busy, setBusy] = useState(false)
  // the same until it is taken: pressed twice, or answered late, it is taken once
  const commandId = useRef(crypto.randomUUID())
  const shown = amount ?? (dueCents > 0 ? formatCents(dueCents).slice(1) : '')
  const cents = centsOf(shown)
  const take = async () => {
    if (busy || cents === null) return
    setBusy(true)
    setFault('')
    try {
      const input = { patientId, appointmentId, cents, method, reference, note: '' }
      const { number } = await run(takePayment, input, commandId.current)
      commandId.current = crypto.randomUUID()
      notify(`${formatCents(cents)} taken. Receipt ${number}.`)
      setAmount(null)
      setReference('')
      onTaken()
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      setFault(wordsFor(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className={classes['form']}
      aria-label="Payment"
      onSubmit={(event) => {
        event.preventDefault()
        void take()
      }}
    >
      <div className={classes['pair']}>
        <TextInput
          ref={amountRef}
          label="Amount"
          leftSection="$"
          inputMode="decimal"
          autoComplete="off"
          value={shown}
          error={shown !== '' && cents === null ? 'As 25 or 25.00.' : undefined}
          onChange={({ currentTarget }) => setAmount(currentTarget.value)}
        />
        <TextInput
          label={
            method === 'check' ? 'Number of the check' : method === 'card' ? 'Last four digits' : 'Reference'
          }
          autoComplete="off"
          maxLength={20}
          value={reference}
          onChange={({ currentTarget }) => setReference(currentTarget.value)}
        />
      </div>
      <SegmentedControl
        aria-label="How it is paid"
        fullWidth
        value={method}
        onChange={(value) => setMethod(value)}
        data={methods.map((value) => ({ value, label: methodWords[value] }))}
      />
      {fault && (
        <p role="alert" className={classes['problem']}>
          {fault}
        </p>
      )}
      <Button type="submit" loading={busy} disabled={cents === null}>
        {cents === null
          ? 'Take a payment'
          : `Take ${formatCents(cents)} by ${methodWords[method].toLowerCase()}`}
      </Button>
    </form>
  )
}
