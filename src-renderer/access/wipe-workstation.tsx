import { Radio, Stack } from '@mantine/core'
import { useState } from 'react'
import { wipeWorkstation } from '../../shared/access/wipe-workstation.ts'
import type { WipeHow } from '../../shared/access/wipe.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { SignField, WipeButton } from './wipe-parts.tsx'
import { WorkstationAct, type WorkstationReason } from './workstation-act.tsx'
import { signOf, type Line } from './workstation-words.ts'

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
  const [reason, setReason] = useState<WorkstationReason>('handed-back')
  const [typed, setTyped] = useState('')
  const sign = signOf(it.device)
  const wipe = useRun(wipeWorkstation, {
    onSuccess: () => {
      notify(`The order for workstation ${sign} is given. The list shows how it stands.`)
      onDone()
    },
  })
  return (
    <WorkstationAct
      title={`Wipe workstation ${sign}?`}
      consequences={
        <>
          <li>
            When it next reaches the cloud, also while it is locked, it deletes its key in the keychain and
            all it keeps of the practice. This cannot be taken back.
          </li>
          <li>
            It signs that it has, and this list shows it. From then on it is a new computer, and says why.
          </li>
          <li>
            The order stands when another person who administers people has confirmed it. Where you alone do,
            it stands in an hour; until then you can take it back.
          </li>
          <li>
            One that never reaches the cloud is not wiped. Its people are kept out when their grants end.
          </li>
        </>
      }
      how={
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
      }
      reason={reason}
      onReason={setReason}
      confirm={<SignField sign={sign} typed={typed} onType={setTyped} />}
      error={wipe.error}
      onGo={() => {
        if (!wipe.isPending) wipe.mutate({ device: it.device, how, reason, typed })
      }}
      onDone={onDone}
      go={<WipeButton sign={sign} typed={typed} busy={wipe.isPending} />}
    />
  )
}
