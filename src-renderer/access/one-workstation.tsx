import { Button } from '@mantine/core'
import { dateTimeText, momentText } from '../kernel/dates.ts'
import classes from './administration.module.css'
import { contactText, type Line } from './workstation-words.ts'

/** One workstation, and how it is shut out. */
export function OneWorkstation({
  it,
  isOwn,
  onRevoke,
  onWipe,
}: {
  it: Line
  isOwn: boolean
  onRevoke(): void
  onWipe(): void
}) {
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
        {it.wipe && (
          <>
            <dt>Wiping</dt>
            <dd>{wipeText(it.wipe)}</dd>
          </>
        )}
      </dl>
      {isOwn ? (
        <p className={classes['notice']}>
          This is the computer you sit at. A workstation does not revoke or wipe itself: it is done at another
          one of the practice.
        </p>
      ) : it.wipe?.wipedAt ? (
        <p className={classes['dim']}>
          Nothing of the practice is left on it. It may join again as a new computer.
        </p>
      ) : (
        <>
          <div className={classes['buttons']} role="group" aria-label="What can be done">
            {it.revokedAt === null && (
              <Button variant="default" onClick={onRevoke}>
                Revoke…
              </Button>
            )}
            <Button variant="default" onClick={onWipe}>
              Wipe…
            </Button>
          </div>
          {it.revokedAt !== null && (
            <p className={classes['dim']}>
              It may come back: at that computer, with the practice’s recovery code and a one-time code from
              the screen Cloud.
            </p>
          )}
        </>
      )}
    </div>
  )
}

const wipeText = ({ how, orderedAt, wipedAt }: NonNullable<Line['wipe']>): string =>
  wipedAt === null
    ? `Ordered ${momentText(orderedAt)}, ${how === 'at-once' ? 'at its next contact' : 'when all was sent'}. It has not confirmed yet.`
    : `Wiped on ${dateTimeText(wipedAt)}, confirmed by the computer itself.`

/** A mark and a word: colour is not the only sign. */
export const WorkstationState = ({ it: { revokedAt, wipe } }: { it: Line }) => {
  const [state, words] = wipe?.wipedAt
    ? ['ended', `Wiped ${momentText(wipe.wipedAt)}`]
    : wipe
      ? ['suspended', 'To be wiped']
      : revokedAt === null
        ? ['active', 'In use']
        : ['suspended', `Revoked ${momentText(revokedAt)}`]
  return (
    <span className={classes['state']} data-state={state}>
      {words}
    </span>
  )
}
