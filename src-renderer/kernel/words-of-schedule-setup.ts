/** What is said where the schedule is set up. */
export const scheduleSetupSentences: Readonly<Record<string, string>> = {
  'visit-type.name-taken': 'Another kind of visit has this name. Give this one a name of its own.',
  'resource.name-taken': 'Another one there has this name. Give this one a name of its own.',
  'resource.no-location': 'Choose the location it is at.',
  'hours.missing': 'Somebody else has taken these hours away. Look at what is there now.',
  'hours.crooked': 'Hours end before they begin. Set them right: nothing was saved.',
  'hours.overlap':
    'Two of these hours are at the same time on the same day. Nobody could say where to come: change one of them.',
  'block.missing': 'This was opened already: the time can be booked.',
  'block.crooked': 'It ends before it begins. Set the times or the days right.',
  'policy.hours': 'The day ends before it begins. Set the hours right.',
  'policy.reasons': 'Leave at least one reason: whoever calls a visit off chooses one.',
}
