import { Button, Group, Modal, NativeSelect, Radio, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { revokeReasons } from '../../shared/access/revoke-workstation.ts'
import { wipeWorkstation } from '../../shared/access/wipe-workstation.ts'
import type { WipeHow } from '../../shared/access/wipe.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './administration.module.css'
import { reasonWords, signOf, type Line } from './workstation-words.ts'

const hows: Readonly<Record<WipeHow, Readonly<{ label: string; lost: string }>>> = {
  'when-sent': {
    label: 'When all that waits there was sent',
    lost: 'Where something waits to be sent, it is not wiped before somebody has signed in there and it was sent. Only what is half typed is lost.',
  },
  'at-once': {
    label: 'At once, at its next contact',
    lost: 'What was never sent from there is lost for good: changes, new patients, documents, and what is half typed. Whoever is signed in is cut off.',
  },
}

/** Says plainly what is lost, before it is, and asks for the workstation's sign so that none is wiped by a slip. */
export function WipeWorkstation({ it, onDone }: { it: Line; onDone(): void }) {
  const [how, setHow] = useState<WipeHow>('when-sent')
  const [reason, setReason] = useState<(typeof revokeReasons)[number]>('handed-back')
  const [typed, setTyped] = useState('')
  const sign = signOf(it.device)
  const wipe = useRun(wipeWorkstation, {
    onSuccess: () => {
      notify(`Workstation ${sign} is to wipe itself. The list shows when it has.`)
      onDone()
    },
  })
  return (
    <Modal opened onClose={onDone} title={`Wipe workstation ${sign}?`} size="md">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!wipe.isPending) wipe.mutate({ device: it.device, how, reason, typed })
        }}
      >
        <ul className={classes['consequences']}>
          <li>
            When it next reaches the cloud, also while it is locked, it deletes its key in the keychain and
            all it keeps of the practice. This cannot be taken back.
          </li>
          <li>
            It signs that it has, and this list shows it. From then on it is a new computer, and says why.
          </li>
          <li>
            One that never reaches the cloud is not wiped. Its people are kept out when their grants end.
          </li>
        </ul>
        <Radio.Group
          mt="md"
          label="When"
          value={how}
          onChange={(value) => setHow(value === 'at-once' ? 'at-once' : 'when-sent')}
        >
          <Stack gap="xs" mt="xs">
            {(['when-sent', 'at-once'] as const).map((each) => (
              <Radio
                key={each}
                size="sm"
                value={each}
                label={hows[each].label}
                description={hows[each].lost}
              />
            ))}
          </Stack>
        </Radio.Group>
        <NativeSelect
          mt="md"
          label="Why"
          value={reason}
          data={revokeReasons.map((value) => ({ value, label: reasonWords[value] }))}
          onChange={({ currentTarget: { value } }) =>
            setReason(revokeReasons.find((each) => each === value) ?? 'other')
          }
        />
        <TextInput
          mt="md"
          label={`Type ${sign} to confirm`}
          value={typed}
          onChange={({ currentTarget: { value } }) => setTyped(value)}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
        />
        {wipe.error && (
          <p role="alert" className={classes['problem']}>
            {wordsFor(wipe.error)}
          </p>
        )}
        <Group justify="flex-end" mt="md">
          <Button variant="default" size="sm" onClick={onDone}>
            Leave it
          </Button>
          <Button
            type="submit"
            size="sm"
            color="red"
            loading={wipe.isPending}
            disabled={typed.trim().toUpperCase() !== sign}
          >
            Wipe {sign}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
