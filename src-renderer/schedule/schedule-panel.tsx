/** Beside the grid, which stays in sight: booking at what is marked, one appointment, a search for free times. Escape closes it, and the focus goes back. */
import { CloseButton } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useEffect, useRef, type ReactNode } from 'react'
import type { BookingStart } from './booking-values.ts'
import { BookAppointment } from './book-appointment.tsx'
import { ConflictsPart } from './conflicts-part.tsx'
import { FindSlot, type PickedSlot } from './find-slot.tsx'
import { useHand, type Opened } from './grid-hand.ts'
import { OneAppointment } from './one-appointment.tsx'
import { RecallsPanel } from './recalls-panel.tsx'
import { RepliesPanel } from './replies-panel.tsx'
import classes from './schedule.module.css'
import { WaitlistPanel } from './waitlist-panel.tsx'
import { wishStartOf, type WishStart } from './wish-values.ts'

const titles: Readonly<Record<Opened['what'], string>> = {
  book: 'Book a visit',
  appointment: 'Appointment',
  find: 'Find a slot',
  conflicts: 'Two versions',
  waitlist: 'Waitlist',
  recalls: 'Recalls',
  replies: 'Answers to reminders',
}

export function SchedulePanel() {
  const opened = useHand((state) => state.opened)
  const close = useHand((state) => state.close)
  const panel = useRef<HTMLElement>(null)
  // what is opened to be typed into takes the focus by itself; the rest is read from its top
  useEffect(() => {
    if (opened && isRead(opened)) panel.current?.focus()
  }, [opened])
  // what had the focus in it may have gone with a step of it
  useHotkeys([['Escape', () => document.activeElement === document.body && opened && close()]])
  if (!opened) return null
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes one layer, wherever the focus is in it
    <aside
      ref={panel}
      tabIndex={-1}
      className={`${classes['panel']} hf-no-print`}
      aria-label={titles[opened.what]}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        close()
      }}
    >
      <div className={classes['panelHead']}>
        <h2>{titles[opened.what]}</h2>
        <CloseButton aria-label="Close" onClick={close} />
      </div>
      <div className={classes['panelBody']}>{partOf(opened, close)}</div>
    </aside>
  )
}

/** Read from its top; what is opened to be typed into, and a list with somebody in it, takes the focus by itself. */
const isRead = (opened: Opened): boolean =>
  opened.what === 'appointment'
    ? !opened.act
    : opened.what === 'recalls' || opened.what === 'replies' || (opened.what === 'waitlist' && !opened.start)

function partOf(opened: Opened, close: () => void): ReactNode {
  const { open } = useHand.getState()
  if (opened.what === 'book')
    return (
      <BookAppointment
        key={keyOf(opened.start)}
        start={opened.start}
        onDone={close}
        onWaitlist={(start) => open({ what: 'waitlist', start })}
      />
    )
  if (opened.what === 'appointment')
    return (
      <OneAppointment
        key={`${opened.appointmentId} ${opened.act ?? ''}`}
        patientId={opened.patientId}
        appointmentId={opened.appointmentId}
        first={opened.act}
        onBookAgain={(start) => open({ what: 'book', start })}
        onOpen={(other) => open({ what: 'appointment', ...other, act: null })}
      />
    )
  if (opened.what === 'conflicts') return <ConflictsPart conflictId={opened.conflictId} />
  if (opened.what === 'waitlist') return <WaitlistPanel key={keyOfWish(opened.start)} start={opened.start} />
  if (opened.what === 'recalls') return <RecallsPanel patient={null} />
  if (opened.what === 'replies') return <RepliesPanel />
  return (
    <FindSlot
      onPick={(slot) => open({ what: 'book', start: startAt(slot) })}
      onWaitlist={(wish) => open({ what: 'waitlist', start: wishStartOf(wish, null) })}
    />
  )
}

/** A free time as a booking begins with it: with the room and equipment that were free then. */
const startAt = (slot: PickedSlot): BookingStart => ({
  startMin: slot.startMin,
  minutes: slot.minutes,
  locationId: slot.location.locationId,
  providers: [slot.provider.resourceId],
  places: slot.places.map(({ resourceId }) => resourceId),
  visitTypeId: slot.visitTypeId,
})

const keyOfWish = (start: WishStart | null): string => start?.patient?.patientId ?? (start ? 'somebody' : '')

const keyOf = ({ startMin, providers, patient }: BookingStart): string =>
  `${startMin ?? ''} ${providers?.join() ?? ''} ${patient?.patientId ?? ''}`
