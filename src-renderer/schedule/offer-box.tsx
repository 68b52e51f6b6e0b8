/** A time that somebody who waits may have: they are told of it, and what they say is written down. */
import { Button } from '@mantine/core'
import { instantOfMinute } from '../../shared/schedule/appointment.ts'
import type { WaitlistLine } from '../../shared/schedule/list-waitlist.ts'
import { answerOffer } from '../../shared/schedule/offer-slot.ts'
import { momentText } from '../kernel/dates.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './lists.module.css'
import { whenText } from './when-text.ts'

export type Offer = WaitlistLine['offers'][number]

export const offerText = ({ startMin, timeZone, minutes, providers, location }: Offer): string =>
  [
    whenText(instantOfMinute(startMin), timeZone),
    `${minutes} min`,
    providers.length > 0 && `with ${providers.join(', ')}`,
    location && `at ${location}`,
  ]
    .filter(Boolean)
    .join(', ')

/** `named`: where it stands by itself, whom it is to be offered to. */
export function OfferBox({
  line,
  offer,
  named = false,
  mayWrite,
}: {
  line: WaitlistLine
  offer: Offer
  named?: boolean
  mayWrite: boolean
}) {
  const { patientId, waitlistEntryId, name } = line
  const when = whenText(instantOfMinute(offer.startMin), offer.timeZone)
  const answer = useRun(answerOffer, {
    onSuccess: ({ outcome }) =>
      notify(
        {
          booked: `${name} is booked: ${when}.`,
          moved: `${name} is moved to ${when}. What they leave is offered on.`,
          declined: `${name} does not take ${when}, and waits on.`,
          gone: `${when} was taken meanwhile. Nothing was booked; ${name} waits on.`,
        }[outcome],
      ),
  })
  const say = (said: 'taken' | 'declined') =>
    answer.mutate({ patientId, waitlistEntryId, offerId: offer.offerId, answer: said })
  const facts = [
    offer.by === '' ? `Became free ${momentText(offer.at)}` : `Told by ${offer.by}, ${momentText(offer.at)}`,
    !offer.isFree && 'taken by somebody meanwhile',
    offer.alsoOffered > 0 &&
      `${offer.alsoOffered} ${offer.alsoOffered === 1 ? 'other is' : 'others are'} offered it: who says yes first has it`,
  ].filter(Boolean)
  return (
    <div
      className={classes['offer']}
      data-gone={offer.isFree ? undefined : ''}
      role="group"
      aria-label={`Offer to ${name}: ${when}`}
    >
      <div>
        <b>{named ? `Offer to ${name}` : `Offer: ${offerText(offer)}`}</b>
        {named && line.phone !== '' && <> · {line.phone}</>}
        <small>{facts.join(' · ')}</small>
      </div>
      {answer.error && (
        <p role="alert" className={classes['problem']}>
          {wordsFor(answer.error)}
        </p>
      )}
      {mayWrite && (
        <div className={classes['acts']}>
          {offer.isFree && (
            <Button data-key="y" loading={answer.isPending} onClick={() => say('taken')}>
              {line.comesMin === null ? 'Yes, book it' : 'Yes, move them there'}
            </Button>
          )}
          <Button data-key="n" variant="default" disabled={answer.isPending} onClick={() => say('declined')}>
            {offer.isFree ? 'No' : 'Told them it is gone'}
          </Button>
        </div>
      )}
    </div>
  )
}
