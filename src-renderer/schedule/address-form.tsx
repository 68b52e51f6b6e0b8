import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { correctAddress } from '../../shared/schedule/correct-address.ts'
import type { getCheckIn } from '../../shared/schedule/get-check-in.ts'
import { useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './flow.module.css'

type Desk = OutputOf<typeof getCheckIn>
const fields = [
  ['line1', 'Street'],
  ['line2', 'Apartment'],
  ['city', 'City'],
  ['state', 'State'],
  ['zip', 'ZIP'],
] as const

/** Once, when it comes: one that is made anew with each letter would select what is being typed. */
const selectNow = (input: HTMLInputElement | null) => input?.select()

/** Address and phone as the patient says them now. */
export function AddressForm({ patientId, desk, onDone }: { patientId: string; desk: Desk; onDone(): void }) {
  const none = { line1: '', line2: '', city: '', state: '', zip: '', country: 'US' }
  const [address, setAddress] = useState({ ...none, ...desk.address })
  const [phone, setPhone] = useState(desk.phone)
  const correct = useRun(correctAddress, { onSuccess: onDone })
  return (
    <form
      className={classes['form']}
      aria-label="Address and phone"
      onSubmit={(event) => {
        event.preventDefault()
        correct.mutate({ patientId, version: desk.version, address, phone })
      }}
    >
      {fields.map(([field, label], n) => (
        <TextInput
          key={field}
          label={label}
          autoComplete="off"
          ref={n === 0 ? selectNow : undefined}
          value={address[field]}
          onChange={({ currentTarget: { value } }) => setAddress((before) => ({ ...before, [field]: value }))}
        />
      ))}
      <TextInput
        label="Phone"
        autoComplete="off"
        value={phone}
        onChange={({ currentTarget }) => setPhone(currentTarget.value)}
      />
      {correct.error && (
        <p role="alert" className={classes['problem']}>
          {wordsFor(correct.error)}
        </p>
      )}
      <div className={classes['buttons']}>
        <Button type="submit" loading={correct.isPending}>
          Keep this address
        </Button>
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
