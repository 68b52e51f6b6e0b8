/** What is said where desks were apart, and of what the cloud takes of the schedule. */
export const apartSentences: Readonly<Record<string, string>> = {
  'appointment.only-cancelled': 'An appointment is never taken out of the record. Cancel it instead.',
  'appointment.overbook-not-permitted':
    'This time is full, and you may not pass its limit. Somebody with that right can book it, or choose another time.',
  'schedule.not-your-word':
    'What happened is written down by whoever saw it. This named somebody else, so the cloud did not take it.',
  'schedule.conflict-not-yours': 'Somebody who sets up the schedule has to settle this one.',
  'receipt.only-added':
    'A receipt is final. Nothing of it is changed or removed: give the money back with a receipt of its own.',
  'receipt.not-yours': 'A receipt is by whoever took the money. This one named somebody else.',
  'receipt.given-back-already':
    'This receipt was given back already, at another desk. Look which of the two is true, and count the drawer.',
  'receipt.gives-back-nothing':
    'Money is given back for a receipt of the same patient. There is none that this could be.',
  'receipt.gives-back-more': 'More would be given back than was taken.',
  'waitlist.not-found': 'This line of the waitlist is not on this workstation.',
  'waitlist.not-waiting': 'This patient does not wait any more: they were booked, or taken off the list.',
  'waitlist.never': 'These wishes leave no time at which they could come. Change the days or the hours.',
  'waitlist.offered-already': 'They were told of this time already, and have not answered.',
  'waitlist.answered': 'This offer was answered already, or the time is gone.',
  'recall.not-found': 'This recall is not on this workstation.',
  'recall.not-due': 'This recall is booked or closed already.',
  'recall.enough-tries': 'Nobody has been reached in sixty tries. Close the recall, or write a letter.',
  'group.same': 'This patient comes to this visit already.',
  'series.nothing': 'No visit of this series is left to book. Leave fewer of them out, or change the rule.',
  'series.none': 'This visit is of no series.',
  'series.shorter':
    'The series has as many visits already. Give a higher number, or cancel those that are not wanted.',
}
