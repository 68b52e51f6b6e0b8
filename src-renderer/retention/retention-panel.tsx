import { useMe } from '../kernel/me.ts'
import { KeepPolicy } from './keep-policy.tsx'
import { LegalHolds } from './legal-holds.tsx'
import { Purges } from './purges.tsx'
import classes from '../access/administration.module.css'
import decisions from '../kernel/decisions.module.css'
import own from './retention.module.css'

/** For how long what is kept, what is held, and what may go: each for whoever may decide it. */
export function RetentionPanel() {
  const me = useMe()
  return (
    <div
      className={`${decisions['panel']} ${own['panel']}`}
      role="region"
      aria-label="Retention"
      tabIndex={0}
    >
      {me.can('practice.configure') && (
        <section>
          <h2>How long it is kept</h2>
          <p className={classes['dim']}>
            Nobody can set less than the law asks. Charts and the rest are not let go by Holdfast yet; of the
            audit log, what is older goes when two people say so.
          </p>
          <KeepPolicy />
        </section>
      )}
      {me.can('legal.hold') && (
        <section>
          <h2>Legal holds</h2>
          <LegalHolds />
        </section>
      )}
      {me.can('retention.purge') && (
        <section>
          <h2>Old enough to go</h2>
          <Purges />
        </section>
      )}
    </div>
  )
}
