/** Beside the board: what the desk needs of somebody who comes, and what is settled when they go. */
import { Button, CloseButton } from '@mantine/core'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { AppError } from '../../shared/kernel/errors.ts'
import { formatCents } from '../../shared/kernel/money.ts'
import type { DeskCheckKind } from '../../shared/schedule/desk-check.ts'
import { getCheckIn } from '../../shared/schedule/get-check-in.ts'
import type { FlowLine } from '../../shared/schedule/get-flow.ts'
import { noteChecks } from '../../shared/schedule/note-checks.ts'
import { ageOf, dateText } from '../kernel/dates.ts'
import { run } from '../kernel/holdfast.ts'
import { useMe } from '../kernel/me.ts'
import { useAsk } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { AddressForm } from './address-form.tsx'
import { checkWords, methodWords } from './desk-words.ts'
import { FollowUp, later } from './follow-up.tsx'
import { clockText, dueOf, stageNames } from './flow-view.ts'
import classes from './flow.module.css'
import type { Names } from './names.ts'
import { PaymentForm } from './payment-form.tsx'
import { PrintReceipt } from './receipt-paper.tsx'
import { told } from './use-flow.ts'

type Props = Readonly<{
  line: FlowLine
  names: Names
  timeZone: string
  today: string
  /** Somebody goes: the next visit first, then the money. */
  goes: boolean
  onClose(): void
  onLeft(): void
}>

const isTyping = (target: EventTarget): boolean =>
  target instanceof HTMLInputElement && target.type !== 'radio'

export function DeskPane({ line, names, timeZone, today, goes, onClose, onLeft }: Props) {
  const me = useMe()
  const { patientId, appointmentId } = line
  const asked = useAsk(getCheckIn, { patientId, appointmentId })
  const desk = asked.data
  const pane = useRef<HTMLElement>(null)
  const amount = useRef<HTMLInputElement>(null)
  const [editing, setEditing] = useState(false)
  const [days, setDays] = useState<number | null>(null)
  useEffect(() => pane.current?.focus(), [appointmentId])
  const needs = (desk?.needs ?? []).filter(({ state }) => state !== 'none')
  const open = needs.filter(({ state }) => state !== 'fine')

  const note = async (kinds: readonly DeskCheckKind[]) => {
    const present = new Map(needs.map((need) => [need.kind, need]))
    // shown today already: the same key takes it back
    const [only] = kinds
    const isSlip = kinds.length === 1 && only !== undefined && present.get(only)?.on === today
    const checks = kinds.map((kind) => ({ kind, on: isSlip ? null : today }))
    if (checks.length > 0) await run(noteChecks, { patientId, checks }).catch(told)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      if (editing) setEditing(false)
      else onClose()
      return
    }
    if (isTyping(event.target) || event.ctrlKey || event.altKey || event.metaKey) return
    const digit = /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : -1
    const need = goes ? undefined : needs[digit]
    const again = goes ? later[digit] : undefined
    if (need) void note([need.kind])
    else if (again) setDays(again.days)
    else if (event.key === 's' && !goes) void note(open.map(({ kind }) => kind))
    else if (event.key === 'e' && !goes && me.can('patient.edit') && desk?.closed === false) setEditing(true)
    else if (event.key === 'm') amount.current?.select()
    else if (event.key === 'l' && goes) onLeft()
    else return
    event.preventDefault()
  }
  const due = dueOf(line)
  const checks = desk && (
    <>
      <h3>
        {open.length === 0 ? 'Nothing is missing' : `Missing: ${open.length}`}
        {open.length > 1 && (
          <Button
            ml={8}
            variant="subtle"
            size="compact-xs"
            onClick={() => void note(open.map(({ kind }) => kind))}
          >
            All seen today (S)
          </Button>
        )}
      </h3>
      <ul className={classes['needs']}>
        {needs.map(({ kind, state, on }, n) => (
          <li key={kind}>
            <button
              type="button"
              className={classes['need']}
              aria-pressed={state === 'fine'}
              title={checkWords[kind].ask}
              onClick={() => void note([kind])}
            >
              <kbd className={classes['key']}>{n + 1}</kbd>
              <span>{checkWords[kind].name}</span>
              <span data-open={state !== 'fine' || undefined}>
                {state === 'missing' ? 'missing' : `${state === 'old' ? 'old, ' : ''}${dateText(on)}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <h3>Address and phone</h3>
      {editing ? (
        <AddressForm
          patientId={patientId}
          desk={desk}
          onDone={() => {
            setEditing(false)
            pane.current?.focus()
          }}
        />
      ) : (
        <div className={classes['lines']}>
          <span>{addressText(desk)}</span>
          {me.can('patient.edit') && !desk.closed && (
            <span>
              <Button variant="subtle" size="compact-xs" onClick={() => setEditing(true)}>
                Put right (E)
              </Button>
            </span>
          )}
        </div>
      )}
      <h3>Insurance</h3>
      <div className={classes['lines']}>
        {desk.insurance.map(({ payerName, memberId, planName }) => (
          <span key={`${payerName}${memberId}`}>
            {[payerName, planName, memberId].filter(Boolean).join(' · ')}
          </span>
        ))}
        {desk.insurance.length === 0 && (
          <span className={classes['dim']}>
            {desk.closed ? 'Not shown.' : 'None on record: pays themselves.'}
          </span>
        )}
        {desk.authorization && <span>Authorization {desk.authorization}</span>}
      </div>
    </>
  )
  const money = desk && me.can('payment.take') && (
    <>
      <h3>Payment</h3>
      <div className={classes['money']}>
        <span>{line.copayCents === null ? 'Copay not known' : `Copay ${formatCents(line.copayCents)}`}</span>
        <b>
          {due > 0
            ? `${formatCents(due)} due`
            : desk.paidCents > 0
              ? `${formatCents(desk.paidCents)} paid`
              : ''}
        </b>
      </div>
      {desk.owedCents > 0 && (
        <div className={classes['money']}>
          <span>Copays of earlier visits</span>
          <b>{formatCents(desk.owedCents)}</b>
        </div>
      )}
      {desk.receipts.map((receipt) => (
        <div key={receipt.receiptId} className={classes['money']}>
          <span>
            {receipt.number} · {formatCents(receipt.cents)} {methodWords[receipt.method].toLowerCase()}
            {receipt.givenBack !== null && ', given back'}
          </span>
          <PrintReceipt receipt={receipt} />
        </div>
      ))}
      <PaymentForm
        key={appointmentId}
        patientId={patientId}
        appointmentId={appointmentId}
        dueCents={due}
        amountRef={amount}
        onTaken={() => pane.current?.focus()}
      />
    </>
  )
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its keys hold wherever the focus is in it
    <aside
      ref={pane}
      tabIndex={-1}
      className={classes['side']}
      aria-label={`${goes ? 'Check-out' : 'Check-in'} of ${line.name}`}
      onKeyDown={onKeyDown}
    >
      <div className={classes['money']}>
        <h2>{goes ? 'Check-out' : 'Check-in'}</h2>
        <CloseButton aria-label="Close" onClick={onClose} />
      </div>
      <p>
        <b>{line.name}</b>
        <br />
        born {dateText(line.birthDate) || 'unknown'}, {ageOf(line.birthDate, today)} · MRN {line.mrn}
      </p>
      <p className={classes['dim']}>
        {clockText(line.startMin, timeZone)} · {names.visitType(line.visitTypeId)?.name ?? 'Visit'} ·{' '}
        {names.textOf(line.providers) || 'whoever is free'} · {stageNames[line.stage].toLowerCase()}
      </p>
      {asked.error instanceof AppError && <p className={classes['problem']}>{wordsFor(asked.error)}</p>}
      {goes ? (
        <>
          {me.can('schedule.write') && (
            <FollowUp
              key={appointmentId}
              line={line}
              names={names}
              days={days}
              onDays={setDays}
              // with nothing to take, the next key is that they leave
              onBooked={() => (due > 0 ? amount.current?.select() : pane.current?.focus())}
            />
          )}
          {money}
          {line.stage !== 'left' && (
            <Button mt={12} fullWidth variant="default" onClick={onLeft}>
              Has left (L)
            </Button>
          )}
        </>
      ) : (
        <>
          {checks}
          {money}
        </>
      )}
    </aside>
  )
}

function addressText({
  address,
  phone,
  closed,
}: {
  address: null | { line1: string; line2: string; city: string; state: string; zip: string }
  phone: string
  closed: boolean
}): string {
  if (closed) return 'Not shown: this chart is restricted.'
  const place = address
    ? [address.line1, address.line2, address.city, `${address.state} ${address.zip}`]
    : ['No address']
  return [...place.map((part) => part.trim()).filter(Boolean), phone || 'no phone'].join(', ')
}
