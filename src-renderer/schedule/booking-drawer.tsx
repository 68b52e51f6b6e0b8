import { Drawer } from '@mantine/core'
import { BookAppointment } from './book-appointment.tsx'
import { draftOf } from './booking-values.ts'
import { closeBooking, useBooking } from './booking.ts'

/** Beside whatever screen somebody is at. Escape closes it, and what was typed is kept. */
export function BookingDrawer() {
  const start = useBooking((state) => state.start)
  return (
    <Drawer
      opened={start !== null}
      onClose={closeBooking}
      position="right"
      size={440}
      title="Book a visit"
      closeButtonProps={{ 'aria-label': 'Close' }}
      transitionProps={{ duration: 0 }}
    >
      {start && <BookAppointment key={draftOf(start)} start={start} onDone={closeBooking} />}
    </Drawer>
  )
}
