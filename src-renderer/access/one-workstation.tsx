import { Button } from '@mantine/core'
import { dateTimeText, momentText } from '../kernel/dates.ts'
import classes from './administration.module.css'
import { contactText, type Line } from './workstation-words.ts'

/** One workstation, and how it is shut out. */
export function OneWorkstation({ it, isOwn, onRevoke }: { it: Line; isOwn: boolean; onRevoke(): void }) {
  return (
    <div className={classes['person']}>
      <dl className={classes['facts']}>
        <dt>State</dt>
        <dd>
          <WorkstationState it={it} />
        </dd>
        <dt>Joined</dt>
        <dd>{dateTimeText(it.since)}</dd>
        <dt>Last contact</dt>
        <dd>{contactText(it.seenAt)}</dd>
      </dl>
      {isOwn ? (
        <p className={classes['notice']}>
          This is the computer you sit at. A workstation does not revoke itself: it is done at another one of
          the practice.
        </p>
      ) : it.revokedAt === null ? (
        <div className={classes['buttons']} role="group" aria-label="What can be done">
          <Button variant="default" onClick={onRevoke}>
            Revoke…
          </Button>
        </div>
      ) : (
        <p className={classes['dim']}>
          It may come back: at that computer, with the practice’s recovery code and a one-time code from the
          screen Cloud.
        </p>
      )}
    </div>
  )
}

/** A mark and a word: colour is not the only sign. */
export const WorkstationState = ({ it: { revokedAt } }: { it: Line }) => (
  <span className={classes['state']} data-state={revokedAt === null ? 'active' : 'suspended'}>
    {revokedAt === null ? 'In use' : `Revoked ${momentText(revokedAt)}`}
  </span>
)
