import { Drawer } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { giveBackFocus } from '../kernel/take-focus.ts'
import { BookAppointment } from './book-appointment.tsx'
import { draftOf } from './booking-values.ts'
import classes from './booking.module.css'
import { closeBeside, openAppointment, openBooking, openWaits, useBeside } from './booking.ts'
import { OneAppointment } from './one-appointment.tsx'
import { RecallForm } from './recall-form.tsx'
import { useNames } from './use-names.ts'
import { AddToWaitlist } from './wish-form.tsx'

/** Beside whatever screen somebody is at. Escape closes it, and what was typed is kept. */
export function BookingDrawer() {
  const { start, opened, waits, recall, from } = useBeside()
  const isOpen = start !== null || opened !== null || waits !== null || recall !== null
  // asked for before it is opened: whoever types at once types into the form
  const names = useNames()
  // whoever locks the screen comes back to the screen itself
  useEffect(() => closeBeside, [])
  // the form has taken the focus before the drawer itself could see where it was
  const wasOpen = useRef(false)
  useEffect(() => {
    if (wasOpen.current && !isOpen) giveBackFocus(from)
    wasOpen.current = isOpen
  }, [isOpen, from])
  return (
    <Drawer.Root
      opened={isOpen}
      returnFocus={false}
      onClose={closeBeside}
      position="right"
      size={440}
      transitionProps={{ duration: 0 }}
    >
      <Drawer.Overlay />
      <Drawer.Content>
        <div className={classes['head']}>
          <Drawer.Title>
            {start ? 'Book a visit' : waits ? 'Waitlist' : recall ? 'Recall' : 'Appointment'}
          </Drawer.Title>
          <Drawer.CloseButton aria-label="Close" />
        </div>
        <Drawer.Body>
          {start && (
            <BookAppointment key={draftOf(start)} start={start} onDone={closeBeside} onWaitlist={openWaits} />
          )}
          {waits && names && <AddToWaitlist start={waits} names={names} onDone={closeBeside} />}
          {recall && names && <RecallForm patient={recall} names={names} onDone={closeBeside} />}
          {opened && (
            <OneAppointment
              key={opened.appointmentId}
              {...opened}
              onBookAgain={openBooking}
              onOpen={openAppointment}
            />
          )}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  )
}
