import type { Words } from './words.ts'

/** What acts of the front desk are called: who comes, what is paid, whom it reminds, what it gives to calendars and reports. */
export const deskWords: Readonly<Record<string, Words>> = {
  // who comes, and what is paid at the desk
  'flow.view': ['Looked at who is expected and who is here', 'saw'],
  'check-in.view': ['Looked at what the desk needs of somebody who comes', 'saw'],
  'appointment.step': ['Said what has happened to an appointment', 'changed'],
  'appointment.take-back-step': ['Took back what was said of an appointment', 'changed'],
  'appointment.walk-in': ['Took in somebody who came without an appointment', 'changed'],
  'appointment.check-in': ['Checked somebody in', 'changed'],
  'desk-check.note': ['Noted what was shown at the desk', 'changed'],
  'patient.correct-address': ['Corrected an address at the desk', 'changed'],
  'payment.take': ['Took a payment at the desk', 'changed'],
  'payment.give-back': ['Gave a payment back', 'changed'],
  'payment.list': ['Looked at the payments of a day', 'saw'],

  // reminders, calendars, numbers
  'reminders.configure': ['Set how patients are reminded', null],
  'reminders.prefer': ['Set by what the patient wants no reminders', 'changed'],
  'reminders.view': ['Looked at the patient’s reminders', 'saw'],
  'reminders.replies': ['Looked at answers to reminders', null],
  'reminders.settle': ['Saw to an answer to a reminder', 'changed'],
  'schedule.getReport': ['Asked for numbers of the schedule', null],
  'schedule.export-report': ['Wrote numbers of the schedule to a file', null],
  'calendar.export': ['Wrote the calendar of a provider to a file', null],
  'calendar.open-feed': ['Made an address for the calendar of a provider', null],
  'calendar.note-feed': ['Kept the hash of an address of a calendar', null],
  'calendar.close-feed': ['Closed an address of a calendar', null],
  'schedule.listCalendarFeeds': ['Asked which addresses of calendars there are', null],
}
