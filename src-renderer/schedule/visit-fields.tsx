/** What a visit is for and what belongs to it: of a booking and of a change. */
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { InputOf } from '../../shared/kernel/contract.ts'
import { formatCents, parseCents } from '../../shared/kernel/money.ts'
import type { changeAppointment } from '../../shared/schedule/change-appointment.ts'
import classes from './booking.module.css'
import type { Names } from './names.ts'

export type VisitValues = {
  visitTypeId: string
  reason: string
  notes: string
  referral: string
  authorization: string
  /** As it is typed: `25`. */
  copay: string
}
type Details = Pick<
  InputOf<typeof changeAppointment>,
  'visitTypeId' | 'reason' | 'notes' | 'referral' | 'authorization' | 'copayCents'
>

export const emptyVisit: VisitValues = {
  visitTypeId: '',
  reason: '',
  notes: '',
  referral: '',
  authorization: '',
  copay: '',
}
export const visitValues = (details: Details): VisitValues => ({
  visitTypeId: details.visitTypeId ?? '',
  reason: details.reason,
  notes: details.notes,
  referral: details.referral,
  authorization: details.authorization,
  copay: details.copayCents === null ? '' : formatCents(details.copayCents),
})

/** Undefined for what is no amount. */
function centsOf(typed: string): number | null | undefined {
  if (typed.trim() === '') return null
  try {
    const cents = parseCents(typed)
    return cents < 0 ? undefined : cents
  } catch {
    return undefined
  }
}

/** As a command takes them; null where the amount cannot be read. */
export function detailsOf({ visitTypeId, copay, ...texts }: VisitValues): Details | null {
  const copayCents = centsOf(copay)
  if (copayCents === undefined) return null
  const { reason, notes, referral, authorization } = texts
  return { visitTypeId: visitTypeId || null, reason, notes, referral, authorization, copayCents }
}

export function VisitTypeField({
  value,
  names,
  autoFocus = false,
  onChange,
}: {
  value: string
  names: Names
  /** Where a dialog begins. */
  autoFocus?: boolean
  onChange(visitTypeId: string): void
}) {
  return (
    <NativeSelect
      label="Kind of visit"
      data-autofocus={autoFocus || undefined}
      value={value}
      data={[
        ...names.visitTypes
          .filter(({ active, visitTypeId }) => active || visitTypeId === value)
          .map(({ visitTypeId, name, minutes }) => ({
            value: visitTypeId,
            label: `${name}, ${minutes} min`,
          })),
        { value: '', label: 'Not said' },
      ]}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}

/** `opened`: all of them at once, where they are what is changed. */
export function VisitFields({
  values,
  opened = false,
  onChange,
}: {
  values: VisitValues
  opened?: boolean
  onChange(more: Partial<VisitValues>): void
}) {
  const hasMore = [values.notes, values.referral, values.authorization, values.copay].some(
    (text) => text !== '',
  )
  const [more, setMore] = useState(opened)
  const copayFault = centsOf(values.copay) === undefined
  return (
    <>
      <TextInput
        label="Reason"
        maxLength={400}
        autoComplete="off"
        value={values.reason}
        onChange={({ currentTarget }) => onChange({ reason: currentTarget.value })}
      />
      {more || hasMore ? (
        <>
          <Textarea
            label="Notes for the desk"
            autosize
            minRows={2}
            maxLength={2000}
            value={values.notes}
            onChange={({ currentTarget }) => onChange({ notes: currentTarget.value })}
          />
          <div className={classes['three']}>
            <TextInput
              label="Referred by"
              maxLength={200}
              autoComplete="off"
              value={values.referral}
              onChange={({ currentTarget }) => onChange({ referral: currentTarget.value })}
            />
            <TextInput
              label="Authorization"
              maxLength={80}
              autoComplete="off"
              value={values.authorization}
              onChange={({ currentTarget }) => onChange({ authorization: currentTarget.value })}
            />
            <TextInput
              label="Copay"
              inputMode="decimal"
              placeholder="25.00"
              autoComplete="off"
              value={values.copay}
              error={copayFault && 'An amount, as 12.50.'}
              onChange={({ currentTarget }) => onChange({ copay: currentTarget.value })}
            />
          </div>
        </>
      ) : (
        <div>
          <button type="button" className={classes['more']} onClick={() => setMore(true)}>
            Notes, referral, authorization, copay
          </button>
        </div>
      )}
    </>
  )
}
