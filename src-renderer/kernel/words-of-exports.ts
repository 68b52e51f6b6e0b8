/** What is said of exports of records. */
export const exportSentences: Readonly<Record<string, string>> = {
  'export.chart-away':
    'This chart is not on this computer yet, so its record cannot be exported from here. It is brought when the chart is opened; try again then.',
  'export.charts-away':
    'This computer does not hold every chart, so an export of many records would lack some. Export from a computer that holds every chart (Cloud, Charts held).',
  'export.nobody': 'There is nobody whose record would be in it.',
  'export.too-many':
    'That is more patients than one export may have ({most}). Ask for one location at a time, or have the limit changed.',
  'export.not-found': 'This request is not on this computer.',
  'export.over': 'This request is decided, or its time is over. How it stands is shown now.',
  'export.same-person': 'You have asked for this yourself. Another person has to decide it.',
  'export.alone-enough': 'This is of so few patients that nobody has to approve it.',
  'export.not-yours': 'Somebody else has asked for this. Only they can write it or withdraw it.',
  'export.not-approved': 'Nobody has approved this yet. Another person with the right to export does.',
  'export.needs-two': 'An export of so many patients needs two people.',
  'export.begun-already':
    'This was written already, or begun to be. An approval is good once; ask anew for another export.',
  'export.running': 'Another export is being written at this computer. Wait until it has ended.',
  'export.not-running': 'This export is not being written at this computer.',
  'export.more-than-approved':
    'There are more patients now than were approved, because more have come from other workstations. Ask anew.',
  'export.cancelled': 'The export was stopped. Nothing of it is left.',
  'export.only-added':
    'What was asked and said about exports is only added to. Nothing of it is changed or removed.',
}
