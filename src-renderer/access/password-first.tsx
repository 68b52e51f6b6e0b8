import { Anchor, Button } from '@mantine/core'
import type { PasswordDue } from '../../shared/access/password-policy.ts'
import type { Me } from '../kernel/me.ts'
import { GateCard } from '../lock/gate-card.tsx'
import classes from '../lock/gate-card.module.css'
import { useNewPassword } from './new-password.tsx'

const whys: Readonly<Record<PasswordDue, (passwords: Me['passwords']) => string>> = {
  ended: ({ passwordDays }) =>
    `Your practice asks for another password after ${passwordDays} days, and yours is older.`,
  'shorter-than-here': ({ passwordLength }) =>
    `Your practice asks for passwords of at least ${passwordLength} characters, and yours is shorter.`,
  'word-of-here': () =>
    'Your password is made of words that your practice does not take: they are among the first that somebody who knows the house would try.',
}

/** In place of the workstation: the practice asks for more than the password somebody has. */
export function PasswordFirst({ me, onSignOut }: { me: Me; onSignOut(): void }) {
  const { fields, submit, busy, isReady } = useNewPassword(me, () => undefined)
  return (
    <GateCard
      title="Choose another password first"
      lead={
        <>
          {me.passwordDue && whys[me.passwordDue](me.passwords)} What you were doing is kept. Your recovery
          code changes with it and is shown once: have the printer ready.
        </>
      }
    >
      <form className={classes['form']} onSubmit={submit}>
        {fields}
        <div className={classes['actions']}>
          <Anchor component="button" type="button" size="sm" onClick={onSignOut}>
            Sign out
          </Anchor>
          <Button type="submit" size="sm" loading={busy} disabled={!isReady}>
            Change it
          </Button>
        </div>
      </form>
    </GateCard>
  )
}
