/** What is said of appointments, and of what is scheduled. */
export const scheduleSentences: Readonly<Record<string, string>> = {
  'appointment.not-found': 'This appointment is not on this workstation.',
  'appointment.who': 'Choose a patient, or give the name of a new one.',
  'appointment.nobody': 'Choose who or what the visit is with: a provider, a room or a piece of equipment.',
  'appointment.over-limit':
    '{which}: as many are booked at that time as may be. Give the reason to book one more, or choose another time.',
  'appointment.full':
    '{which}: as many are booked at that time as may be. Choose another time, or ask somebody who may overbook.',
  'appointment.called-off': 'This appointment was called off. Restore it first.',
  'appointment.not-called-off': 'This appointment was not called off: there is nothing to restore.',
  'appointment.is-here': 'This patient is here. Mark them as left instead of cancelling.',
  'appointment.is-over': 'This visit is over: it cannot be called off any more.',
  'appointment.reason': 'Choose one of the practice’s reasons for calling off.',
  'resource.missing':
    'One of those chosen is not scheduled here any more. Choose another provider, room or piece of equipment.',
  'resource.elsewhere': '{which} is at another location. Choose one of the location of the visit.',
  'visit-type.missing': 'This kind of visit is not offered any more. Choose another one.',
}
