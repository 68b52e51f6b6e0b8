import type { z } from 'zod'
import { AppError } from '../../shared/kernel/errors.ts'
import {
  addToWaitlist,
  changeWaitlistEntry,
  removeFromWaitlist,
  type Wishes,
} from '../../shared/schedule/keep-waitlist.ts'
import { waitlistEntries } from '../../shared/schedule/waitlist-entry.ts'
import { patientRow } from '../patients/get-patient.sql.ts'
import { handle } from '../pipeline/handle.ts'
import type { Reader } from '../store/reader.ts'
import { appointmentRow } from './appointments.sql.ts'
import { visitTypeRow } from './schedule.sql.ts'
import { entryRow, type EntryRow } from './waitlist.sql.ts'

export const addToWaitlistHandler = handle(addToWaitlist, (tx, { patientId, ...wishes }, ctx) => {
  if (!patientRow(tx, patientId)) throw new AppError('NotFound', 'patient.not-found')
  mustBePossible(tx, patientId, wishes)
  const id = ctx.newId()
  tx.put(waitlistEntries, {
    id,
    patientId,
    ...wishes,
    offers: [],
    answers: [],
    state: 'waiting',
    why: '',
    madeAt: ctx.now,
    madeBy: ctx.actor.id,
  })
  return { waitlistEntryId: id }
})

export const changeWaitlistEntryHandler = handle(changeWaitlistEntry, (tx, input) => {
  const { patientId, waitlistEntryId, version, ...wishes } = input
  waitingEntry(tx, input)
  mustBePossible(tx, patientId, wishes)
  tx.amend(waitlistEntries, waitlistEntryId, wishes, version)
  return {}
})

export const removeFromWaitlistHandler = handle(removeFromWaitlist, (tx, input) => {
  const { id } = waitingEntry(tx, input)
  tx.amend(waitlistEntries, id, { state: 'removed', why: input.why })
  return {}
})

/** The entry somebody means, who waits. Throws `waitlist.not-found`, `waitlist.not-waiting`. */
export function waitingEntry(
  read: Reader,
  { patientId, waitlistEntryId }: Readonly<{ patientId: string; waitlistEntryId: string }>,
): EntryRow {
  const entry = entryRow(read, waitlistEntryId)
  if (!entry || entry.patientId !== patientId) throw new AppError('NotFound', 'waitlist.not-found')
  if (entry.state !== 'waiting') throw new AppError('Conflict', 'waitlist.not-waiting')
  return entry
}

function mustBePossible(read: Reader, patientId: string, wishes: z.output<typeof Wishes>): void {
  if (!visitTypeRow(read, wishes.visitTypeId)) throw new AppError('NotFound', 'visit-type.missing')
  const { appointmentId, fromMinute, toMinute, earliest, latest } = wishes
  if (appointmentId !== null && appointmentRow(read, appointmentId)?.patientId !== patientId)
    throw new AppError('NotFound', 'appointment.not-found')
  if (fromMinute >= toMinute || (latest !== null && latest < earliest))
    throw new AppError('Invalid', 'waitlist.never')
}
