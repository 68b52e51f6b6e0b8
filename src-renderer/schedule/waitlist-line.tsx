import { Button } from '@mantine/core'
import { useState } from 'react'
import { instantOfMinute } from '../../shared/schedule/appointment.ts'
import { removeFromWaitlist } from '../../shared/schedule/keep-waitlist.ts'
import type { WaitlistLine } from '../../shared/schedule/list-waitlist.ts'
import { offerSlot } from '../../shared/schedule/offer-slot.ts'
import { counted } from '../cloud/connection-words.ts'
import { dateText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { FindSlot, type PickedSlot } from './find-slot.tsx'
import classes from './lists.module.css'
import type { Names } from './names.ts'
import { OfferBox, offerText } from './offer-box.tsx'
import { Under } from './under.tsx'
import { whenText } from './when-text.ts'
import { WhyForm } from './why-form.tsx'
import { ChangeWishes } from './wish-form.tsx'
import { wishesOfLine, wishesText } from './wish-values.ts'

type Doing = 'offer' | 'change' | 'remove'

/** Who waits, what they wish, what they were told of, and what is done about it. */
export function OneWaiting({
  line,
  names,
  mayWrite,
}: {
  line: WaitlistLine
  names: Names
  mayWrite: boolean
}) {
  const { today, timeZone } = useMe()
  const [doing, setDoing] = useState<Doing | null>(null)
  const { patientId, waitlistEntryId, version, closed } = line
  const done = () => setDoing(null)
  const open = line.offers.filter(({ answer }) => answer === null)
  const before = line.offers.filter(({ answer }) => answer !== null)
  const last = before.at(-1)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrows walk from line to line, letters act on it
    <div className={classes['line']} role="listitem" data-line tabIndex={0}>
      <div className={classes['head']}>
        <b>{line.name || 'No name'}</b>
        {line.urgent && <span className={classes['urgent']}>Urgent</span>}
        <span className={classes['phone']}>{line.phone || (closed ? '' : 'No phone')}</span>
      </div>
      <div className={classes['small']}>
        {[
          line.birthDate ? `Born ${dateText(line.birthDate)}` : 'Birth date unknown',
          `MRN ${line.mrn}`,
          `waits since ${dateText(line.madeAt)}`,
        ].join(' · ')}
      </div>
      <div>
        {closed ? 'Their chart is closed to you: what they wait for is not shown.' : wishesText(line, today)}
      </div>
      {line.comesMin !== null && (
        <div className={classes['dim']}>
          Comes {whenText(instantOfMinute(line.comesMin), timeZone)} as it is
        </div>
      )}
      {line.note !== '' && <div className={classes['said']}>{line.note}</div>}
      {open.map((offer) => (
        <OfferBox key={offer.offerId} line={line} offer={offer} mayWrite={mayWrite} />
      ))}
      {last && (
        <div className={classes['small']}>
          {before.length > 1 && `${counted(before.length, 'offer', 'offers')} before; the last `}
          {answerText(last, before.length > 1)}
          {offerText(last)}
        </div>
      )}
      {mayWrite && doing === null && (
        <div className={classes['acts']}>
          {!closed && (
            <Button data-key="o" size="compact-xs" variant="default" onClick={() => setDoing('offer')}>
              Offer a time
            </Button>
          )}
          {!closed && (
            <Button data-key="e" size="compact-xs" variant="default" onClick={() => setDoing('change')}>
              Change
            </Button>
          )}
          <Button data-key="r" size="compact-xs" variant="default" onClick={() => setDoing('remove')}>
            Remove
          </Button>
        </div>
      )}
      {doing === 'change' && (
        <Under>
          <ChangeWishes
            about={{ patientId, waitlistEntryId, version }}
            start={wishesOfLine(line)}
            names={names}
            onDone={done}
          />
        </Under>
      )}
      {doing === 'offer' && <OfferTime line={line} onDone={done} />}
      {doing === 'remove' && <Remove line={line} onDone={done} />}
    </div>
  )
}

/** `isAfter`: in the middle of a sentence. */
const answerText = ({ answer }: WaitlistLine['offers'][number], isAfter: boolean): string =>
  answer === 'gone' ? (isAfter ? 'was gone: ' : 'Was gone: ') : isAfter ? 'declined: ' : 'Declined: '

/** Free times by what they wish: the one that is chosen they are told of, and it is kept until they answer. */
function OfferTime({ line, onDone }: { line: WaitlistLine; onDone(): void }) {
  const { today } = useMe()
  const { patientId, waitlistEntryId, visitTypeId, providerIds, locationIds, weekdays } = line
  const offer = useRun(offerSlot, { onSuccess: onDone })
  const pick = ({ startMin, minutes, location, provider }: PickedSlot) =>
    offer.mutate({
      patientId,
      waitlistEntryId,
      startsAt: instantOfMinute(startMin),
      minutes,
      locationId: location.locationId,
      providers: [provider.resourceId],
    })
  return (
    <Under onEscape={onDone}>
      {offer.error && (
        <p role="alert" className={classes['problem']}>
          {wordsFor(offer.error)}
        </p>
      )}
      <FindSlot
        patientId={patientId}
        wanted={{
          ...(visitTypeId !== null && { visitTypeId }),
          providers: providerIds,
          locationId: locationIds.length === 1 ? (locationIds[0] ?? '') : '',
          weekdays,
          from: line.earliest > today ? line.earliest : today,
        }}
        onPick={pick}
      />
    </Under>
  )
}

const whys = ['Was seen already', 'Does not need it any more', 'Cannot be reached', 'Put on by mistake']

function Remove({ line, onDone }: { line: WaitlistLine; onDone(): void }) {
  const { patientId, waitlistEntryId, name } = line
  const remove = useRun(removeFromWaitlist, {
    onSuccess: () => {
      notify(`${name} is off the waitlist.`)
      onDone()
    },
  })
  return (
    <WhyForm
      title="Take off the waitlist"
      go="Take off"
      whys={whys}
      busy={remove.isPending}
      error={remove.error}
      onGo={(why) => remove.mutate({ patientId, waitlistEntryId, why })}
      onDone={onDone}
    />
  )
}
