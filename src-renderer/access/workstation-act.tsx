import { Button, Group, Modal, NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { revokeReasons } from '../../shared/access/revoke-workstation.ts'
import type { AppError } from '../../shared/kernel/errors.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './administration.module.css'
import { reasonWords } from './workstation-words.ts'

export type WorkstationReason = (typeof revokeReasons)[number]

/** What is done to a workstation from afar: what it means, before it is done, why, and the way back. */
export function WorkstationAct({
  title,
  consequences,
  how,
  reason,
  onReason,
  focusReason = false,
  confirm,
  error,
  onGo,
  onDone,
  go,
}: {
  title: string
  consequences: ReactNode
  /** Between what it means and why. */
  how?: ReactNode
  reason: WorkstationReason
  onReason(reason: WorkstationReason): void
  focusReason?: boolean
  /** Below why. */
  confirm?: ReactNode
  error: AppError | null
  onGo(): void
  onDone(): void
  /** The button that does it. */
  go: ReactNode
}) {
  return (
    <Modal opened onClose={onDone} title={title} size="md">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onGo()
        }}
      >
        <ul className={classes['consequences']}>{consequences}</ul>
        {how}
        <NativeSelect
          mt="md"
          label="Why"
          value={reason}
          data={revokeReasons.map((value) => ({ value, label: reasonWords[value] }))}
          onChange={({ currentTarget: { value } }) =>
            onReason(revokeReasons.find((each) => each === value) ?? 'other')
          }
          data-autofocus={focusReason || undefined}
        />
        {confirm}
        {error && (
          <p role="alert" className={classes['problem']}>
            {wordsFor(error)}
          </p>
        )}
        <Group justify="flex-end" mt="md">
          <Button variant="default" size="sm" onClick={onDone}>
            Leave it
          </Button>
          {go}
        </Group>
      </form>
    </Modal>
  )
}
