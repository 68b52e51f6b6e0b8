/** Writes down by hand that something was given out, or puts right what was written down. A draft from the first key. */
import { Checkbox, Group, NativeSelect, Textarea } from '@mantine/core'
import { correctDisclosure } from '../../shared/disclosures/correct-disclosure.ts'
import { disclosureWays, type DisclosureWay } from '../../shared/disclosures/disclosure.ts'
import type { DisclosureView } from '../../shared/disclosures/disclosure-view.ts'
import { recordDisclosure } from '../../shared/disclosures/record-disclosure.ts'
import { wayWords } from '../../shared/disclosures/way-words.ts'
import { givenTo } from '../../shared/audit/handing-out.ts'
import { ActForm } from '../access/act-form.tsx'
import { isDate } from '../kernel/dates.ts'
import { useDraftedForm } from '../kernel/drafted-form.ts'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { TypedDateInput } from '../kernel/typed-date-input.tsx'
import { GivenFields } from './given-fields.tsx'
import { emptyGiven, givenOf, givenToAnother, isWhole, type GivenForm } from './given-form.ts'
import { recipientOptions } from './given-words.ts'

type Form = GivenForm & { day: string; how: DisclosureWay; why: string; mistaken: boolean }

const ofOne = ({ recipient, recipientName, recipientAddress, ...one }: DisclosureView): Form => ({
  recipient,
  recipientName,
  recipientAddress,
  what: one.what,
  purpose: one.purpose,
  purposeText: one.purposeText,
  notToldUntil: one.notToldUntil ?? '',
  day: one.day,
  how: one.how,
  why: '',
  mistaken: false,
})

export function RecordForm({
  patientId,
  corrected,
  onDone,
}: {
  patientId: string
  /** What is put right; null where it is a new one. */
  corrected: DisclosureView | null
  onDone(): void
}) {
  const { today } = useMe()
  const { form, edit, draft } = useDraftedForm<Form>(
    'disclosures.record',
    corrected?.disclosureId ?? patientId,
    corrected
      ? ofOne(corrected)
      : { ...emptyGiven('provider', ''), day: today, how: 'fax', why: '', mistaken: false },
  )
  const done = (said: string) => {
    void draft.discard()
    notify(said)
    onDone()
  }
  const record = useRun(recordDisclosure, { onSuccess: () => done('The disclosure is written down.') })
  const correct = useRun(correctDisclosure, {
    onSuccess: () => done('The correction is written down. What it corrects stays in the list.'),
  })
  const { day, how, why, mistaken, ...given } = form
  const isDay = isDate(day) && day.length === 10
  return (
    <ActForm
      title={corrected ? 'Correct this disclosure' : 'Record a disclosure'}
      lead={
        corrected
          ? 'What was written down first stays, and this stands in its place.'
          : 'Something of this record was given out: by phone, by fax, by hand. It is never changed or removed.'
      }
      go="Write it down"
      busy={record.isPending || correct.isPending}
      error={record.error ?? correct.error}
      ready={isWhole(given) && isDay && (corrected === null || why.trim() !== '')}
      onGo={() => {
        const said = { day, how, given: givenOf(given) }
        if (corrected)
          correct.mutate({ patientId, disclosureId: corrected.disclosureId, mistaken, why, ...said })
        else record.mutate({ patientIds: [patientId], ...said })
      }}
      onDone={onDone}
    >
      {corrected && (
        <>
          <Textarea
            label="What is wrong with it"
            autosize
            minRows={1}
            maxLength={300}
            value={why}
            onChange={({ currentTarget }) => edit({ why: currentTarget.value })}
          />
          <Checkbox
            size="sm"
            label="Nothing was given at all"
            checked={mistaken}
            onChange={({ currentTarget }) => edit({ mistaken: currentTarget.checked })}
          />
        </>
      )}
      {!mistaken && (
        <>
          <NativeSelect
            label="Given to"
            data={recipientOptions}
            value={given.recipient}
            onChange={({ currentTarget: { value } }) =>
              edit(givenToAnother(givenTo.find((each) => each === value) ?? given.recipient))
            }
          />
          <Group gap="md" grow align="start">
            <TypedDateInput label="On" lean="past" value={day} onChange={(next) => edit({ day: next })} />
            <NativeSelect
              label="How"
              data={disclosureWays.map((value) => ({ value, label: wayWords[value] }))}
              value={how}
              onChange={({ currentTarget: { value } }) =>
                edit({ how: disclosureWays.find((each) => each === value) ?? how })
              }
            />
          </Group>
          <GivenFields form={given} onEdit={edit} />
        </>
      )}
    </ActForm>
  )
}
