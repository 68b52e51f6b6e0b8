/** Who it is, what, and why: of a print, a copy, and what somebody writes down by hand. */
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { givenFor } from '../../shared/audit/handing-out.ts'
import { mayAskForSilence } from '../../shared/disclosures/given.ts'
import { TypedDateInput } from '../kernel/typed-date-input.tsx'
import classes from './disclosures.module.css'
import type { GivenForm } from './given-form.ts'
import { purposeOptions } from './given-words.ts'

const whoLabels: Readonly<Partial<Record<GivenForm['recipient'], string>>> = {
  provider: 'Name of the provider or practice',
  payer: 'Name of the insurance',
  representative: 'Their name, and what they are to the patient',
}

export function GivenFields({ form, onEdit }: { form: GivenForm; onEdit(more: Partial<GivenForm>): void }) {
  const { recipient, purpose } = form
  return (
    <>
      {recipient !== 'patient' && (
        <div className={classes['pair']}>
          <TextInput
            label={whoLabels[recipient] ?? 'Name of the person or office'}
            autoComplete="off"
            maxLength={200}
            data-name
            value={form.recipientName}
            onChange={({ currentTarget }) => onEdit({ recipientName: currentTarget.value })}
          />
          <TextInput
            label="Address, if it is known"
            autoComplete="off"
            maxLength={300}
            value={form.recipientAddress}
            onChange={({ currentTarget }) => onEdit({ recipientAddress: currentTarget.value })}
          />
        </div>
      )}
      <div className={classes['pair']}>
        <NativeSelect
          label="Why"
          data={purposeOptions}
          value={purpose}
          onChange={({ currentTarget: { value } }) =>
            onEdit({ purpose: givenFor.find((each) => each === value) ?? purpose })
          }
        />
        <TextInput
          label={purpose === 'other' ? 'In words' : 'In words, if it needs them'}
          autoComplete="off"
          maxLength={300}
          value={form.purposeText}
          onChange={({ currentTarget }) => onEdit({ purposeText: currentTarget.value })}
        />
      </div>
      <Textarea
        label="What, in brief"
        description="As the patient will read it. No results, no diagnoses."
        autosize
        minRows={1}
        maxLength={300}
        value={form.what}
        onChange={({ currentTarget }) => onEdit({ what: currentTarget.value })}
      />
      {mayAskForSilence.includes(recipient) && (
        <TypedDateInput
          label="The patient is not told before"
          description="Only where they have asked for that: in writing, or for 30 days at most if only said."
          lean="future"
          value={form.notToldUntil}
          onChange={(notToldUntil) => onEdit({ notToldUntil })}
        />
      )}
    </>
  )
}
