/** What is said of messages from other systems, of reminders and of calendars. */
export const outsideSentences: Readonly<Record<string, string>> = {
  'message.form':
    'This is not an HL7 v2 message: one begins with a line MSH that says how it is written. Export it again from the other system as HL7 v2.',
  'message.not-about-appointments':
    'A message of type {type} is not about appointments. Only SIU messages are read here.',
  'message.event':
    'SIU^{event} is not read. These are: S12 book, S13 move, S14 change, S15 to S17 call off, S26 did not come. Make the change by hand.',
  'message.not-in-use':
    'The other system marked this message as one of training or debugging (MSH-11 is {mode}). Send it for use (P).',
  'message.segment': 'The message has no segment {segment}, which says what is needed. Nothing was changed.',
  'message.sender':
    'The message does not say which system it is from (MSH-3, MSH-4): its numbers could not be told from those of others.',
  'message.number': 'The message gives the appointment no number (SCH-1, SCH-2). Nothing was changed.',
  'message.no-time':
    'The message does not say when the appointment is (TQ1-7, SCH-11, AIS-4). Nothing was changed.',
  'message.time': 'The time in {where} cannot be read. Nothing was changed.',
  'message.day-only':
    '{where} says a day and no time. Nothing was changed. Book it by hand at the right time.',
  'message.ends-before': 'By {where} the appointment ends before it begins. Nothing was changed.',
  'message.too-long':
    'By {where} the appointment takes {days} days; more than one is not booked. Nothing was changed. Ask the sender which it is.',
  'message.no-such-time':
    'The clock does not show that time on that day: it is set forward then. Nothing was changed. Ask the sender which time is meant.',
  'message.several-patients':
    'The message names more than one patient. Nothing was changed. Book each by hand.',
  'message.patient-name': 'The message has no full name of the patient (PID-5). Nothing was changed.',
  'message.birth-date': 'The message has no birth date of the patient (PID-7). Nothing was changed.',
  'message.not-here':
    '{where} names “{name}”, and no {kind} that is scheduled here is called so. Add it in Administration, or give it that name, then import the message again.',
  'message.too-many':
    'The message takes up more than six providers or six rooms and equipment. Nothing was changed.',
  'message.location':
    'Nothing in the message says at which of your locations the visit is. Name the location in AIL-3, or give its rooms their location, then import the message again.',
  'message.ambiguous-patient':
    'Several patients here have that name and birth date. Nothing was changed. Book it by hand for the right one.',
  'message.number-of-another':
    'Somebody here has this patient’s number, and another name or birth date. Nothing was changed. Look which is right, then import the message again.',
  'message.unknown-patient':
    'Nobody here has that name and birth date, and you may not register patients. Have the patient registered, then import the message again.',
  'message.another-patient':
    'The appointment of this number is another patient’s here. Nothing was changed. Look at both, and ask the sender.',
  'message.appointment-unknown':
    'No appointment here has that number, so there is nothing that {event} could change. Import the message that booked it first.',
  'message.has-come':
    'The patient has come to this appointment. What the other system says of it was not taken over.',
  'message.called-off':
    'This appointment was called off here. It was left so: restore it by hand if the message is right.',
  'message.too-many-messages':
    'Of so many messages only the first 5,000 are taken at once. Import the rest by themselves.',
  'message.file-too-big': 'This file is larger than 16 MB. Split it, then import its parts.',
  'message.file-unreadable': 'This file cannot be read. Check that it is there and that you may open it.',
  'reminder.not-found': 'This reminder is not on this workstation.',
  'reminder.nothing-asked': 'Nothing was asked for here, or somebody has seen to it already.',
  'resource.no-provider': 'Only a provider has a calendar. Choose one of the providers.',
  'report.range':
    'A report is of a year at most, and its first day comes before its last. Set the days right.',
  'calendar.no-feed': 'This address is not on this workstation. Look at the list as it is now.',
  'reminder.filling':
    'In braces a reminder may have practice, day, time and phone, and nothing else: nothing of the patient or of what the visit is for.',
}
