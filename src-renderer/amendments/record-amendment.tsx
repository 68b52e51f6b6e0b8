/** Writes down that a patient asks for a correction. A draft from the first key. */
import { NativeSelect, Radio, Group, Textarea, TextInput } from '@mantine/core'
import { askers, decideWithin, type Asker } from '../../shared/amendments/amendment.ts'
import { recordAmendment } from '../../shared/amendments/record-amendment.ts'
import { ActForm } from '../access/act-form.tsx'
import { dateText, isDate } from '../kernel/dates.ts'
import { useDraftedForm } from '../kernel/drafted-form.ts'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { TypedDateInput } from '../kernel/typed-date-input.tsx'
import { askerWords, wholeChart } from './amendment-words.ts'
import type { EntryRef } from './chart-amendments.ts'

type Form = {
  /** Of `entries`; empty for the chart as a whole. */
  entryId: string
  wrong: string
  shouldSay: string
  askedBy: Asker
  askedByName: string
  askedOn: string
}

export function RecordAmendment({
  patientId,
  entries,
  onDone,
}: {
  patientId: string
  /** None: the chart as a whole. */
  entries: readonly EntryRef[]
  onDone(): void
}) {
  const { today } = useMe()
  const { form, edit, draft } = useDraftedForm<Form>('amendments.record', entries[0]?.id ?? patientId, {
    entryId: entries[0]?.id ?? '',
    wrong: '',
    shouldSay: '',
    askedBy: 'patient',
    askedByName: '',
    askedOn: today,
  })
  const record = useRun(recordAmendment, {
    onSuccess: ({ dueOn }) => {
      void draft.discard()
      notify(`The request is written down. It is due on ${dateText(dueOn)}.`)
      onDone()
    },
  })
  const entry = entries.find(({ id }) => id === form.entryId) ?? entries[0] ?? null
  const isWhole = isDate(form.askedOn) && form.askedOn.length === 10
  const needsName = form.askedBy === 'representative'
  return (
    <ActForm
      title="A correction the patient asks for"
      lead={`${entry ? `About: ${entries.length > 1 ? 'one of these values' : entry.text}` : wholeChart}. The entry itself stays as it is. It has to be answered within ${decideWithin} days.`}
      go="Write it down"
      busy={record.isPending}
      error={record.error}
      ready={
        form.wrong.trim() !== '' &&
        form.shouldSay.trim() !== '' &&
        isWhole &&
        (!needsName || form.askedByName.trim() !== '')
      }
      onGo={() => {
        const { wrong, shouldSay, askedBy, askedByName, askedOn } = form
        const about = entry && { type: entry.type, id: entry.id, text: entry.text.slice(0, 300) }
        record.mutate({ patientId, entry: about, wrong, shouldSay, askedBy, askedByName, askedOn })
      }}
      onDone={onDone}
    >
      {entries.length > 1 && (
        <NativeSelect
          label="Which one"
          value={entry?.id ?? ''}
          data={entries.map(({ id, text: label }) => ({ value: id, label }))}
          onChange={({ currentTarget }) => edit({ entryId: currentTarget.value })}
        />
      )}
      <Textarea
        label="What is wrong or missing"
        autosize
        minRows={2}
        maxLength={2000}
        value={form.wrong}
        onChange={({ currentTarget }) => edit({ wrong: currentTarget.value })}
      />
      <Textarea
        label="What it should say"
        autosize
        minRows={2}
        maxLength={2000}
        value={form.shouldSay}
        onChange={({ currentTarget }) => edit({ shouldSay: currentTarget.value })}
      />
      <Radio.Group
        label="Who asks"
        value={form.askedBy}
        onChange={(value) => edit({ askedBy: askers.find((each) => each === value) ?? 'patient' })}
      >
        <Group gap="md" mt={4}>
          {askers.map((each) => (
            <Radio key={each} value={each} label={askerWords[each]} />
          ))}
        </Group>
      </Radio.Group>
      {needsName && (
        <TextInput
          label="Their name, and what they are to the patient"
          autoComplete="off"
          maxLength={200}
          value={form.askedByName}
          onChange={({ currentTarget }) => edit({ askedByName: currentTarget.value })}
        />
      )}
      <TypedDateInput
        label="Received on"
        lean="past"
        value={form.askedOn}
        onChange={(askedOn) => edit({ askedOn })}
      />
    </ActForm>
  )
}
