/** How people come in, and who cannot. */
import { useMe } from '../kernel/me.ts'
import classes from './administration.module.css'
import signIn from './sign-in.module.css'
import { KitPanel } from './kit-panel.tsx'
import { LockedOutPeople } from './locked-out.tsx'
import { SignInPolicy } from './sign-in-policy.tsx'

export function SignInPanel() {
  const me = useMe()
  return (
    <div className={signIn['signIn']}>
      {me.can('practice.configure') ? (
        <SignInPolicy />
      ) : (
        <p className={classes['dim']}>Whoever sets up the practice decides how people sign in.</p>
      )}
      <LockedOutPeople />
      <KitPanel />
    </div>
  )
}
