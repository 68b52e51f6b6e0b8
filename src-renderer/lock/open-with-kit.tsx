import { Anchor, Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { kitHours, kitSheets } from '../../shared/access/emergency-kit.ts'
import { openWithKit } from '../../shared/access/open-with-kit.ts'
import { useAttempt } from '../kernel/attempt.ts'
import { run } from '../kernel/holdfast.ts'
import { GateCard } from './gate-card.tsx'
import classes from './gate-card.module.css'

const none = Array.from({ length: kitSheets.needed }, () => '')

/** Nobody can sign in: two sheets of the kit open it for reading. */
export function OpenWithKit({ onOpened, onBack }: { onOpened(): void; onBack(): void }) {
  const [sheets, setSheets] = useState<readonly string[]>(none)
  const [names, setNames] = useState('')
  const [reason, setReason] = useState('')
  const { problem, busy, attempt } = useAttempt(() => undefined)
  const submit = attempt(async () => {
    await run(openWithKit, { sheets: [...sheets], names: names.trim(), reason: reason.trim() })
    onOpened()
  })
  const isWhole =
    sheets.every((each) => each.trim() !== '') && names.trim().length >= 3 && reason.trim().length >= 5
  const plain = { size: 'sm' as const, autoComplete: 'off', spellCheck: false }
  return (
    <GateCard
      title="Open with the emergency kit"
      lead={`Two of its three sheets, with two people there. The workstation opens for reading and printing, for ${kitHours} hours from the first time on. What is looked at is recorded, and so is who opens it.`}
      wide
    >
      <form className={classes['form']} onSubmit={submit}>
        <div role="alert" hidden={problem === null} className={classes['notice']} data-tone="problem">
          {problem}
        </div>
        {sheets.map((text, index) => (
          <TextInput
            // oxlint-disable-next-line react/no-array-index-key -- two fields, always in this order
            key={index}
            label={index === 0 ? 'One sheet' : 'Another sheet'}
            placeholder="0000-0000-0000-0000-0000-0000-0000-0000-0000"
            value={text}
            onChange={(event) => setSheets(sheets.with(index, event.currentTarget.value))}
            autoFocus={index === 0}
            {...plain}
          />
        ))}
        <TextInput
          label="Who you are, both of you"
          maxLength={200}
          value={names}
          onChange={(event) => setNames(event.currentTarget.value)}
          {...plain}
        />
        <TextInput
          label="Why nobody can sign in"
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          {...plain}
        />
        <div className={classes['actions']}>
          <Anchor component="button" type="button" size="sm" onClick={onBack}>
            Back to sign-in
          </Anchor>
          <Button type="submit" size="sm" loading={busy} disabled={!isWhole}>
            Open it for reading
          </Button>
        </div>
      </form>
    </GateCard>
  )
}
