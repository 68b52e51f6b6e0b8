import { Button, Group, Modal } from '@mantine/core'
import { useState } from 'react'
import { confirmWipe } from '../../shared/access/wipe-workstation.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './administration.module.css'
import { SignField, WipeButton } from './wipe-parts.tsx'
import { signOf, type Line } from './workstation-words.ts'

/** The second of two people: what it means is said to them as well, and they type the sign themselves. */
export function ConfirmWipe({ it, onDone }: { it: Line; onDone(): void }) {
  const [typed, setTyped] = useState('')
  const sign = signOf(it.device)
  const confirm = useRun(confirmWipe, {
    onSuccess: () => {
      notify(`Workstation ${sign} is to wipe itself. The list shows when it has.`)
      onDone()
    },
  })
  return (
    <Modal opened onClose={onDone} title={`Confirm that workstation ${sign} is wiped?`} size="md">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!confirm.isPending) confirm.mutate({ device: it.device, typed })
        }}
      >
        <ul className={classes['consequences']}>
          <li>
            {it.orderedBy?.name ?? 'Somebody else'} has ordered it
            {it.wipe?.how === 'at-once'
              ? ', at its next contact: what was never sent from there is lost for good.'
              : ', when all that waits there was sent. Only what is half typed is lost.'}
          </li>
          <li>It deletes its key and all it keeps of the practice. This cannot be taken back.</li>
          <li>Ask them, not the screen, whether it is right: you are the second pair of eyes.</li>
        </ul>
        <SignField sign={sign} typed={typed} onType={setTyped} />
        {confirm.error && (
          <p role="alert" className={classes['problem']}>
            {wordsFor(confirm.error)}
          </p>
        )}
        <Group justify="flex-end" mt="md">
          <Button variant="default" size="sm" onClick={onDone}>
            Leave it
          </Button>
          <WipeButton sign={sign} typed={typed} busy={confirm.isPending} />
        </Group>
      </form>
    </Modal>
  )
}
