import { Button, Checkbox } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import classes from './passphrase.module.css'

/** What was written, and what opens it. */
export type Sealed = Readonly<{ fileName: string; passphrase: string }>

/** Shown once and kept nowhere. `said`: of the file, before it is said what opens it. */
export function Passphrase({
  sealed: { fileName, passphrase },
  said = 'is written, encrypted.',
  onDone,
  children,
}: {
  sealed: Sealed
  said?: string
  onDone(): void
  children?: ReactNode
}) {
  const [noted, setNoted] = useState(false)
  return (
    <div className={classes['shown']}>
      <p>
        <b>{fileName}</b> {said} This passphrase opens it; it is shown this once and kept nowhere. Tell it to
        whoever gets the file by another way than the file goes.
      </p>
      {children}
      <p className={classes['passphrase']} role="group" aria-label="Passphrase">
        {passphrase}
      </p>
      <Checkbox
        size="sm"
        label="The passphrase is noted"
        checked={noted}
        onChange={({ currentTarget }) => setNoted(currentTarget.checked)}
        data-autofocus
      />
      <Button className={classes['go'] ?? ''} disabled={!noted} onClick={onDone}>
        Done
      </Button>
    </div>
  )
}
