/** What is done about a request: one form for each act. What is typed is a draft until it is done. */
import { Button, Radio, Textarea } from '@mantine/core'
import { useState } from 'react'
import {
  acceptAmendment,
  addDisagreement,
  addRebuttal,
  denyAmendment,
  noteTold,
  putOffAmendment,
  withdrawAmendment,
} from '../../shared/amendments/act-on-amendment.ts'
import { denials, type Denial } from '../../shared/amendments/amendment-act.ts'
import type { AmendmentView } from '../../shared/amendments/amendment-view.ts'
import { ActForm } from '../access/act-form.tsx'
import classes from '../access/administration.module.css'
import { useDraftedForm } from '../kernel/drafted-form.ts'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { denialWords } from './amendment-words.ts'

type Act = 'accept' | 'deny' | 'put-off' | 'withdraw' | 'disagree' | 'rebut' | 'tell'

const forms: Readonly<
  Record<Act, Readonly<{ button: string; title: string; lead: string; label: string; go: string }>>
> = {
  accept: {
    button: 'Accept…',
    title: 'Accept the amendment',
    lead: 'These words are shown with the entry from now on, wherever it is shown. The entry itself stays as it was written.',
    label: 'What is added to the record',
    go: 'Accept',
  },
  deny: {
    button: 'Deny…',
    title: 'Deny the amendment',
    lead: 'The law allows four reasons. The patient may disagree in writing, and that is shown with the entry.',
    label: 'Why, in words the patient understands',
    go: 'Deny',
  },
  'put-off': {
    button: 'Put off by 30 days…',
    title: 'Put it off by 30 days',
    lead: 'Once, and the patient is told why in writing.',
    label: 'Why it takes longer',
    go: 'Put it off',
  },
  withdraw: {
    button: 'Withdrawn…',
    title: 'The request is withdrawn',
    lead: 'The patient asks no more, or it was written down by mistake. It stays readable.',
    label: 'Why',
    go: 'Close it as withdrawn',
  },
  disagree: {
    button: 'Statement of disagreement…',
    title: 'Statement of disagreement',
    lead: 'As the patient wrote it. It is shown with the entry from now on.',
    label: 'What the patient says',
    go: 'Add it',
  },
  rebut: {
    button: 'Answer it…',
    title: 'The practice’s answer',
    lead: 'Shown after the patient’s statement; the patient is given a copy.',
    label: 'What the practice says',
    go: 'Add it',
  },
  tell: {
    button: 'Who was told…',
    title: 'Who was told',
    lead: 'People the patient named, and those who rely on what it said before.',
    label: 'Whom, how and when',
    go: 'Write it down',
  },
}

/** What can be done now, by whoever asks. */
function actsFor(
  { state, acts }: AmendmentView,
  may: Readonly<{ record: boolean; decide: boolean }>,
): readonly Act[] {
  const has = (kind: string) => acts.some((each) => each.kind === kind)
  const out: Act[] = []
  if (state === 'open' && may.decide) out.push('accept', 'deny')
  if (has('denied') && may.record) out.push('disagree')
  if (has('disagreement') && may.decide) out.push('rebut')
  if (state === 'accepted' && may.record) out.push('tell')
  if (state === 'open' && may.record && !has('put-off')) out.push('put-off')
  if (state === 'open' && may.record) out.push('withdraw')
  return out
}

export function AmendmentActs({ amendment, isYourOwn }: { amendment: AmendmentView; isYourOwn: boolean }) {
  const me = useMe()
  const [act, setAct] = useState<Act | null>(null)
  const may = { record: me.can('amendment.record'), decide: me.can('amendment.decide') && !isYourOwn }
  const acts = actsFor(amendment, may)
  if (act) return <ActOn key={act} amendment={amendment} act={act} onDone={() => setAct(null)} />
  return (
    <>
      {isYourOwn && me.can('amendment.decide') && (
        <p className={classes['notice']}>
          This chart has your name. Somebody else decides about what is asked in it.
        </p>
      )}
      {acts.length > 0 && (
        <div className={`${classes['buttons']} hf-no-print`}>
          {acts.map((each) => (
            <Button
              key={each}
              variant={each === 'accept' ? 'filled' : 'default'}
              onClick={() => setAct(each)}
            >
              {forms[each].button}
            </Button>
          ))}
        </div>
      )}
    </>
  )
}

type Form = { words: string; denial: Denial }

function ActOn({
  amendment: { amendmentId, patientId, shouldSay },
  act,
  onDone,
}: {
  amendment: AmendmentView
  act: Act
  onDone(): void
}) {
  const { title, lead, label, go } = forms[act]
  const { form, edit, draft } = useDraftedForm<Form>('amendments.act', `${amendmentId} ${act}`, {
    words: act === 'accept' ? shouldSay : '',
    denial: 'accurate',
  })
  const options = {
    onSuccess: () => {
      void draft.discard()
      notify('Written down. Nothing of it is changed or removed later.')
      onDone()
    },
  }
  const runs = {
    accept: useRun(acceptAmendment, options),
    'put-off': useRun(putOffAmendment, options),
    withdraw: useRun(withdrawAmendment, options),
    disagree: useRun(addDisagreement, options),
    rebut: useRun(addRebuttal, options),
    tell: useRun(noteTold, options),
  }
  const deny = useRun(denyAmendment, options)
  const { isPending, error } = act === 'deny' ? deny : runs[act]
  const input = { patientId, amendmentId, words: form.words }
  return (
    <ActForm
      title={title}
      lead={lead}
      go={go}
      busy={isPending}
      error={error}
      ready={form.words.trim() !== ''}
      onGo={() => (act === 'deny' ? deny.mutate({ ...input, denial: form.denial }) : runs[act].mutate(input))}
      onDone={onDone}
    >
      {act === 'deny' && (
        <Radio.Group
          label="Reason"
          value={form.denial}
          onChange={(value) => edit({ denial: denials.find((each) => each === value) ?? 'accurate' })}
        >
          {denials.toReversed().map((each) => (
            <Radio key={each} mt={8} value={each} label={denialWords[each].name} />
          ))}
        </Radio.Group>
      )}
      <Textarea
        label={label}
        autosize
        minRows={3}
        maxLength={4000}
        value={form.words}
        onChange={({ currentTarget }) => edit({ words: currentTarget.value })}
      />
    </ActForm>
  )
}
