/** Who was reminded of what, and who wants no reminders, as FHIR R4. */
import type { RowOf } from '../kernel/record.ts'
import type { contactPreferences } from '../schedule/contact-preference.ts'
import type { Reminder } from '../schedule/reminder.ts'
import { conceptOf, filled, referenceOf, type Bag, type NameOf, type RefTo } from './write-element.ts'
import { person, several, urn } from './write-schedule.ts'

const sendingStatus: Readonly<Record<Reminder['state'], string>> = {
  sending: 'in-progress',
  waiting: 'on-hold',
  sent: 'completed',
  failed: 'not-done',
  'left-out': 'not-done',
  unsure: 'unknown',
}
const replyWords = {
  confirm: 'Confirmed',
  move: 'Asked for another time',
  cancel: 'Wants to cancel',
  stop: 'Wants no more messages',
} as const

/** That somebody was reminded; what was said is not kept. Source: FHIR R4 Communication. */
export const writeReminder = (row: Reminder, to: RefTo, names: NameOf): Bag =>
  filled({
    resourceType: 'Communication',
    status: sendingStatus[row.state],
    statusReason: conceptOf(row.reason),
    category: [conceptOf('Reminder of an appointment')],
    medium: [conceptOf(row.channel === 'email' ? 'E-mail' : 'Text message')],
    subject: referenceOf(to('Patient', row.patientId)),
    about: [referenceOf(to('Appointment', row.appointmentId))],
    sent: row.state === 'sent' ? row.at : null,
    note: row.reply === null ? [] : [{ time: row.reply.at, text: replyWords[row.reply.said] }],
    extension: [
      { url: urn('language'), valueCode: row.language },
      { url: urn('reminded-of'), valueInstant: row.startsAt },
      ...(row.settled === null
        ? []
        : [
            several('settled', [
              { url: 'by', valueReference: person(row.settled.by, names) },
              { url: 'at', valueInstant: row.settled.at },
            ]),
          ]),
    ],
  })

/** By what somebody wants no reminders. Source: FHIR R4 Basic. */
export const writeContactPreference = (
  row: RowOf<typeof contactPreferences>,
  to: RefTo,
  names: NameOf,
): Bag =>
  filled({
    resourceType: 'Basic',
    code: conceptOf('Reminders'),
    subject: referenceOf(to('Patient', row.id)),
    author: row.by === null ? referenceOf(to('Patient', row.id)) : person(row.by, names),
    extension: [
      { url: urn('no-email'), valueBoolean: row.noEmail },
      { url: urn('no-text'), valueBoolean: row.noText },
      ...(row.language === null ? [] : [{ url: urn('language'), valueCode: row.language }]),
      { url: urn('at'), valueInstant: row.at },
    ],
  })
