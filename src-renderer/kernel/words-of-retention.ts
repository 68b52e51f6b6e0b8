/** What is said of retention, legal holds and letting go. */
export const retentionSentences: Readonly<Record<string, string>> = {
  'retention.below-floor':
    'That is less than this kind of record must be kept. Nothing was changed. The least is shown beside it.',
  'retention.only-added':
    'Legal holds, and what was said about letting go, are only added to. Nothing of it is changed or removed.',
  'hold.there': 'That is held already. Lift the hold that is there first, if its reason is another one now.',
  'hold.not-found': 'This legal hold is not on this workstation.',
  'hold.lifted': 'This legal hold was lifted already.',
  'purge.not-found': 'This list is not on this workstation.',
  'purge.over': 'Something was decided about this list already. What was decided is shown now.',
  'purge.proposed-already':
    'Somebody has proposed this list already. It waits for another person to confirm it.',
  'purge.nothing': 'Nothing on this list would go.',
  'purge.not-proposed': 'Nobody has proposed this list. One person proposes, and another one confirms.',
  'purge.same-person': 'You have proposed this yourself. Another person has to confirm it.',
}
