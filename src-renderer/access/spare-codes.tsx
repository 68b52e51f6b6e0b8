import { Button, Checkbox, Group } from '@mantine/core'
import { useState } from 'react'
import { logCodePrint } from '../../shared/access/log-code-print.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { run } from '../kernel/holdfast.ts'
import { wordsFor } from '../kernel/words.ts'
import { GateCard } from '../lock/gate-card.tsx'
import classes from '../lock/gate-card.module.css'
import own from './second-factor.module.css'

type Props = { codes: readonly string[]; displayName: string; practiceName: string; onDone(): void }

/** Shown once. What is kept of them opens nothing and cannot be read back. */
export function SpareCodes({ codes, displayName, practiceName, onDone }: Props) {
  const [kept, setKept] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const print = async () => {
    try {
      await run(logCodePrint, { what: 'spare-codes' })
      globalThis.print()
    } catch (error) {
      setProblem(error instanceof AppError ? wordsFor(error) : null)
    }
  }
  return (
    <GateCard
      title="Print your spare codes"
      lead="For a day on which your telephone is not there: each is good once, in place of the code it would show. They are shown this once. Keep the sheet where you keep your keys, and apart from this computer."
      wide
    >
      <ol className={own['codes']} aria-label="Spare codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <p className="hf-print-only">
        Holdfast spare codes of {displayName} · {practiceName}. Each is good once, together with the password.
        Keep this sheet apart from the computer.
      </p>
      <div className={`${classes['form']} hf-no-print`}>
        <div role="alert" hidden={problem === null} className={classes['notice']} data-tone="problem">
          {problem}
        </div>
        <Checkbox
          size="sm"
          label="The codes are printed or written down, and kept in a safe place"
          checked={kept}
          onChange={(event) => setKept(event.currentTarget.checked)}
        />
        <Group justify="space-between">
          <Button variant="default" size="sm" autoFocus onClick={() => void print()}>
            Print the codes
          </Button>
          <Button size="sm" disabled={!kept} onClick={onDone}>
            Open the workstation
          </Button>
        </Group>
      </div>
    </GateCard>
  )
}
