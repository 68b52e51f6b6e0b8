import { Anchor, Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { finishSecondFactor } from '../../shared/access/finish-second-factor.ts'
import { useAttempt } from '../kernel/attempt.ts'
import { run } from '../kernel/holdfast.ts'
import { GateCard } from '../lock/gate-card.tsx'
import classes from '../lock/gate-card.module.css'
import type { Sheet } from './begin-second-factor.tsx'
import { QrPicture } from './qr-picture.tsx'
import own from './second-factor.module.css'

type Props = { sheet: Sheet; onBack(): void; onFinished(codes: readonly string[]): void }

/** The seed goes to the telephone, and a first code shows that it is there. */
export function FinishSecondFactor({ sheet, onBack, onFinished }: Props) {
  const [code, setCode] = useState('')
  const { problem, busy, attempt } = useAttempt(() => setCode(''))
  const submit = attempt(async () => onFinished((await run(finishSecondFactor, { code })).codes))
  return (
    <GateCard
      title="Add Holdfast to your authenticator"
      lead="Any authenticator app will do. Let it read the picture, or type the letters into it; then type the six digits it shows."
      wide
    >
      <div className={own['sheet']}>
        <QrPicture rows={sheet.rows} label="QR code for your authenticator app" />
        <div>
          <p>If it cannot read the picture, type this key, based on time:</p>
          <p className={own['secret']} aria-label="Key for your authenticator app" role="group">
            {sheet.secret}
          </p>
        </div>
      </div>
      <form className={classes['form']} onSubmit={submit}>
        <TextInput
          label="Code from your authenticator"
          size="sm"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          autoFocus
          autoComplete="one-time-code"
          inputMode="numeric"
          spellCheck={false}
        />
        <div role="alert" hidden={problem === null} className={classes['notice']} data-tone="problem">
          {problem}
        </div>
        <div className={classes['actions']}>
          <Anchor component="button" type="button" size="sm" onClick={onBack}>
            Begin again
          </Anchor>
          <Button type="submit" size="sm" loading={busy} disabled={code === ''}>
            Turn it on
          </Button>
        </div>
      </form>
    </GateCard>
  )
}
