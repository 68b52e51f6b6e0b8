/** What is said of amendments that patients ask for. */
export const amendmentSentences: Readonly<Record<string, string>> = {
  'amendment.not-found': 'This request is not on this workstation.',
  'amendment.entry-missing':
    'The entry this is about is not in this chart any more. Record it for the chart as a whole, and say which entry is meant.',
  'amendment.day-ahead':
    'That day has not come yet. Put in the day on which the practice received the request.',
  'amendment.who': 'Write down who asks for the patient.',
  'amendment.over': 'This request was answered or withdrawn already. What was done is shown now.',
  'amendment.put-off-already': 'This request was put off once already, and the law allows no second time.',
  'amendment.too-late': 'The day this was due has passed. It cannot be put off any more: accept or deny it.',
  'amendment.not-denied': 'A statement of disagreement answers a denial, and this request was not denied.',
  'amendment.no-disagreement': 'There is no statement of disagreement to answer yet.',
  'amendment.not-accepted': 'Nothing was amended on this request that others could be told of.',
  'amendment.your-own':
    'This chart seems to be your own: it has your name. Somebody else decides about what is asked in it.',
  'amendment.only-added':
    'Requests for amendment and what was done about them are only added to. Nothing of it is changed or removed.',
}
