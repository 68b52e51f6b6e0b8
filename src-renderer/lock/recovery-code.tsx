import { Button, Checkbox, Group } from '@mantine/core'
import { useState } from 'react'
import { logCodePrint } from '../../shared/access/log-code-print.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { CodeGroups } from '../kernel/code-groups.tsx'
import { run } from '../kernel/holdfast.ts'
import type { ShownCodes } from '../kernel/shown-code.ts'
import { wordsFor } from '../kernel/words.ts'
import { GateCard } from './gate-card.tsx'
import classes from './gate-card.module.css'

/** Shown once. They are not stored anywhere: the printed sheets are the only ones there will be. */
export function RecoveryCode({
  codes: { own, practice },
  practiceName,
  onDone,
}: {
  codes: ShownCodes
  practiceName: string
  onDone(): void
}) {
  const [kept, setKept] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [one, both] = [own === null || practice === null, own !== null && practice !== null]
  const print = async () => {
    try {
      await run(logCodePrint, { what: 'recovery-code' })
      globalThis.print()
      setProblem(null)
    } catch (error) {
      setProblem(error instanceof AppError ? wordsFor(error) : null)
    }
  }
  const whose = practiceName && ` · ${practiceName}`
  return (
    <GateCard
      title={
        both
          ? 'Print your recovery codes'
          : own === null
            ? 'Print the practice’s recovery code'
            : 'Print your recovery code'
      }
      lead={
        own === null
          ? 'It opens any workstation of the practice whose keychain is lost, or that nobody is left to sign in to. It is shown this once and stored nowhere.'
          : 'Yours is the way back in if you forget your password, or if this computer’s keychain is lost. It is shown this once and stored nowhere; should it be lost, your menu gives a new one for your password. ' +
            (both
              ? 'Keep the sheet where you keep the practice’s deeds.'
              : 'Keep the sheet where nobody else comes at it.')
      }
      wide
    >
      {own !== null && (
        <section>
          <Groups code={own} label="Recovery code" />
          <p className="hf-print-only">
            Holdfast recovery code{whose}. Whoever has this sheet and this workstation can open its records:
            keep it locked away.
          </p>
        </section>
      )}
      {practice !== null && (
        <section className={both ? classes['nextSheet'] : undefined}>
          {both && (
            <p className={`${classes['lead']} hf-no-print`}>
              And the practice’s, on a sheet of its own: it opens any workstation of the practice whose
              keychain is lost, or that nobody is left to sign in to.
            </p>
          )}
          <Groups code={practice.code} label="Practice recovery code" />
          <p className={classes['letters']}>
            Letters of its key, for other workstations:{' '}
            <b aria-label="Letters of the key">{practice.letters}</b>
          </p>
          <p className="hf-print-only">
            Holdfast recovery code of the practice{whose}. Whoever has this sheet and a workstation of the
            practice can open that workstation’s records: keep it locked away, and apart from the computers.
          </p>
        </section>
      )}
      <div className={`${classes['form']} hf-no-print`}>
        <div role="alert" hidden={problem === null} className={classes['notice']} data-tone="problem">
          {problem === null
            ? null
            : `Not printed. ${problem} The code is on the screen: it can be written down.`}
        </div>
        <Checkbox
          size="sm"
          label={
            one
              ? 'The code is printed or written down, and kept in a safe place'
              : 'Both codes are printed or written down, and kept in a safe place'
          }
          checked={kept}
          onChange={(event) => setKept(event.currentTarget.checked)}
        />
        <Group justify="space-between">
          <Button variant="default" size="sm" onClick={() => void print()}>
            {one ? 'Print the code' : 'Print both'}
          </Button>
          <Button size="sm" disabled={!kept} onClick={onDone}>
            Open the workstation
          </Button>
        </Group>
      </div>
    </GateCard>
  )
}

const Groups = ({ code, label }: { code: string; label: string }) => (
  <div className={classes['code']} aria-label={label}>
    <CodeGroups code={code} />
  </div>
)
