import { Button } from '@mantine/core'
import { takeBackWipe } from '../../shared/access/wipe-workstation.ts'
import { dateTimeText, momentText } from '../kernel/dates.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './administration.module.css'
import { OwnKey } from './own-key.tsx'
import { contactText, keyChangedText, type Line } from './workstation-words.ts'

/** One workstation, and how it is shut out. */
export function OneWorkstation({
  it,
  isOwn,
  onRevoke,
  onWipe,
  onConfirm,
}: {
  it: Line
  isOwn: boolean
  onRevoke(): void
  onWipe(): void
  onConfirm(): void
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
        {!isOwn && (
          <>
            <dt>Key changed</dt>
            <dd>{keyChangedText(it.keyChangedAt)}</dd>
          </>
        )}
        {it.wipe && (
          <>
            <dt>Wiping</dt>
            <dd>{wipeText(it.wipe, it.orderedBy)}</dd>
          </>
        )}
      </dl>
      {isOwn ? (
        <>
          <p className={classes['notice']}>
            This is the computer you sit at. A workstation does not revoke or wipe itself: it is done at
            another one of the practice.
          </p>
          <OwnKey />
        </>
      ) : it.wipe?.wipedAt ? (
        <p className={classes['dim']}>
          Nothing of the practice is left on it. It may join again as a new computer.
        </p>
      ) : (
        <>
          <WaitingWipe it={it} onConfirm={onConfirm} />
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

/** An order that does not stand yet, or that may still be taken back: who may do what about it. */
function WaitingWipe({ it: { device, wipe, orderedBy }, onConfirm }: { it: Line; onConfirm(): void }) {
  const takeBack = useRun(takeBackWipe, { onSuccess: () => notify('The order was taken back.') })
  if (!wipe || wipe.wipedAt !== null) return null
  return (
    <>
      {wipe.waits === 'another' && orderedBy?.isOwn && (
        <p className={classes['notice']}>
          Another person who administers people has to confirm your order, here or at another computer.
          Nothing is deleted before. Until then, revoking it keeps it from the cloud.
        </p>
      )}
      {takeBack.error && (
        <p role="alert" className={classes['problem']}>
          {wordsFor(takeBack.error)}
        </p>
      )}
      <div className={classes['buttons']} role="group" aria-label="The order to wipe it">
        {wipe.waits === 'another' && !orderedBy?.isOwn && (
          <Button onClick={onConfirm}>Confirm the wipe…</Button>
        )}
        <Button variant="default" loading={takeBack.isPending} onClick={() => takeBack.mutate({ device })}>
          Take the order back
        </Button>
      </div>
    </>
  )
}

function wipeText(
  { how, orderedAt, wipedAt, waits, standsFrom }: NonNullable<Line['wipe']>,
  by: Line['orderedBy'],
): string {
  if (wipedAt !== null) return `Wiped on ${dateTimeText(wipedAt)}, confirmed by the computer itself.`
  const ordered = `Ordered ${momentText(orderedAt)}${by ? ` by ${by.name}` : ''}, ${how === 'at-once' ? 'at its next contact' : 'when all was sent'}.`
  if (waits === 'another') return `${ordered} It waits for another person to confirm it.`
  if (waits === 'time' && standsFrom) return `${ordered} It stands from ${momentText(standsFrom)} on.`
  return `${ordered} It has not confirmed yet.`
}

/** A mark and a word: colour is not the only sign. */
export const WorkstationState = ({ it: { revokedAt, wipe } }: { it: Line }) => {
  const [state, words] = wipe?.wipedAt
    ? ['ended', `Wiped ${momentText(wipe.wipedAt)}`]
    : wipe
      ? ['suspended', wipe.waits === 'another' ? 'Wipe to be confirmed' : 'To be wiped']
      : revokedAt === null
        ? ['active', 'In use']
        : ['suspended', `Revoked ${momentText(revokedAt)}`]
  return (
    <span className={classes['state']} data-state={state}>
      {words}
    </span>
  )
}
