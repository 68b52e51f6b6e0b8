/** What was copied is given out after all: for whom. It was recorded for the practice's own use when it was copied. */
import { Modal } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useState } from 'react'
import { recordDisclosure } from '../../shared/disclosures/record-disclosure.ts'
import { ActForm } from '../access/act-form.tsx'
import { askForCopied, useGiving } from '../kernel/giving.ts'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { emptyGiven, givenOf, givenToAnother, isWhole } from './given-form.ts'
import { GivenFields } from './given-fields.tsx'
import { whoms } from './given-words.ts'
import { WhomChoice } from './whom-choice.tsx'

export function GiveOutCopy() {
  const { copied, asking } = useGiving()
  useHotkeys([['alt+O', () => void askForCopied()]], [])
  const close = () => useGiving.setState({ asking: false })
  return (
    <Modal
      opened={asking && copied !== null}
      onClose={close}
      title="What was copied is given out"
      size="lg"
      transitionProps={{ duration: 0 }}
    >
      {asking && copied && (
        <Form key={copied.at} title={copied.title} patientIds={copied.patientIds} onDone={close} />
      )}
    </Modal>
  )
}

type Props = Readonly<{ title: string; patientIds: readonly string[]; onDone(): void }>

function Form({ title, patientIds, onDone }: Props) {
  const { today } = useMe()
  const [given, setGiven] = useState(() => emptyGiven('patient', title))
  const edit = (more: Partial<typeof given>) => setGiven((before) => ({ ...before, ...more }))
  const record = useRun(recordDisclosure, {
    onSuccess: () => {
      notify('It is written down to whom that is given.')
      onDone()
    },
  })
  return (
    <ActForm
      title={
        patientIds.length === 1
          ? 'It was recorded for our own use'
          : `It was recorded for our own use, of ${patientIds.length} patients`
      }
      go="Write it down"
      busy={record.isPending}
      error={record.error}
      ready={isWhole(given)}
      onGo={() =>
        record.mutate({
          patientIds: [...patientIds],
          day: today,
          how: 'electronic',
          given: givenOf(given),
        })
      }
      onDone={onDone}
    >
      <WhomChoice
        whom={given.recipient}
        offered={whoms.flatMap(({ whom }) => (whom === 'practice' ? [] : [whom]))}
        onWhom={(whom) => whom !== 'practice' && edit(givenToAnother(whom))}
      />
      <GivenFields form={given} onEdit={edit} />
    </ActForm>
  )
}
