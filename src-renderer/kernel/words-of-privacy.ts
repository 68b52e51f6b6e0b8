/** What is said of restricted charts, emergencies and cases. */
export const privacySentences: Readonly<Record<string, string>> = {
  'chart.restricted':
    'This chart is restricted. It opens to the people named for it, and in an emergency to whoever may open it then.',
  'chart.out-of-scope':
    'This patient is seen at a location that you do not reach. Somebody who does can add yours to their chart, and in an emergency it opens to whoever may open it then.',
  'scope.not-yours':
    'This is for somebody who reaches the whole practice, or this patient: nobody brings more into their own reach.',
  'restriction.not-yours':
    'You are not one of those this chart is open to, and nobody lets themselves in. Somebody who is named for it can do this.',
  'restriction.none': 'This chart is not restricted any more.',
  'emergency.say-more': 'Say in some words what the emergency is, for whoever looks at it later.',
  'emergency.not-closed': 'This chart is open to you already, with all that is in it.',
  'entry.not-found': 'This entry is not in the chart any more, or is not shown to you.',
  'entry.withheld':
    'This is about an entry of a kind of data that is not shown to you. Somebody who sees it can do this; also in an emergency it is only read.',
  'marking.reason-first':
    'Say why it is no longer of that kind: whoever looks at the chart later finds it with the entry.',
  'marking.nobody-left':
    'Nobody here could see this entry any more. Give somebody the right to see these kinds of data first, in Administration.',
  'emergency.over': 'That emergency access is over already.',
  'emergency.first-end':
    'You have opened a closed chart in an emergency. Administration, imports and exports wait until you have closed it again, or its hour is over.',
  'emergency.only-own': 'Emergency access is written down by whoever had it, and by nobody else.',
  'case.not-found': 'This case is not on this workstation.',
  'case.only-own': 'A case is opened at the workstation where it happened, and says so itself.',
  'case.about-you': 'This case is about you. Somebody else looks into it.',
  'case.closed': 'Somebody has closed this case already. Their finding is shown now.',
  'case.factors-first': 'Write down all four factors first: a finding that it was not proper rests on them.',
}
