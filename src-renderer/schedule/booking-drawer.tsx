import { Drawer } from '@mantine/core'
import { useEffect } from 'react'
import { BookAppointment } from './book-appointment.tsx'
import { draftOf } from './booking-values.ts'
import { closeBeside, openBooking, useBeside } from './booking.ts'
import { OneAppointment } from './one-appointment.tsx'
import { useNames } from './use-names.ts'

/** Beside whatever screen somebody is at. Escape closes it, and what was typed is kept. */
export function BookingDrawer() {
  const { start, opened } = useBeside()
  // asked for before it is opened: whoever types at once types into the form
  useNames()
  // whoever locks the screen comes back to the screen itself
  useEffect(() => closeBeside, [])
  return (
    <Drawer
      opened={start !== null || opened !== null}
      onClose={closeBeside}
      position="right"
      size={440}
      title={start ? 'Book a visit' : 'Appointment'}
      closeButtonProps={{ 'aria-label': 'Close' }}
      transitionProps={{ duration: 0 }}
    >
      {start && <BookAppointment key={draftOf(start)} start={start} onDone={closeBeside} />}
      {opened && <OneAppointment key={opened.appointmentId} {...opened} onBookAgain={openBooking} />}
    </Drawer>
  )
}
