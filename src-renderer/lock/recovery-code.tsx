import { Button, Checkbox, Group } from '@mantine/core'
import { useState } from 'react'
import { logPrint } from '../../shared/access/log-print.ts'
import { run } from '../kernel/holdfast.ts'
import { GateCard } from './gate-card.tsx'
import classes from './gate-card.module.css'

/** Shown once. It is not stored anywhere: the printed sheet is the only one there will be. */
export function RecoveryCode({
  code,
  practiceName,
  onDone,
}: {
  code: string
  practiceName: string
  onDone(): void
}) {
  const [kept, setKept] = useState(false)
  const print = async () => {
    await run(logPrint, { what: 'recovery-code', patientId: null })
    globalThis.print()
  }
  return (
    <GateCard
      title="Print your recovery code"
      lead="It is the only way back in if you forget your password, or if this computer’s keychain is lost. It is shown this once and stored nowhere; should it be lost, your menu gives a new one for your password. Keep the sheet where you keep the practice’s deeds."
      wide
    >
      <div className={classes['code']} aria-label="Recovery code">
        {code.split('-').map((group, index) => (
          <span key={`${index}-${group}`}>{group}</span>
        ))}
      </div>
      <p className="hf-print-only">
        Holdfast recovery code{practiceName && ` · ${practiceName}`}. Whoever has this sheet and this
        workstation can open its records: keep it locked away.
      </p>
      <div className={`${classes['form']} hf-no-print`}>
        <Checkbox
          size="sm"
          label="The code is printed or written down, and kept in a safe place"
          checked={kept}
          onChange={(event) => setKept(event.currentTarget.checked)}
        />
        <Group justify="space-between">
          <Button variant="default" size="sm" onClick={() => void print()}>
            Print the code
          </Button>
          <Button size="sm" disabled={!kept} onClick={onDone}>
            Open the workstation
          </Button>
        </Group>
      </div>
    </GateCard>
  )
}
