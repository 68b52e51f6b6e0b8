/** What is said of printing, and of what was given to others. */
export const disclosureSentences: Readonly<Record<string, string>> = {
  'disclosure.not-found': 'This disclosure is not on this workstation. Nothing was changed.',
  'disclosure.replaced': 'This was corrected already. What stands in its place is shown now; correct that.',
  'disclosure.only-added':
    'What was given out is only added to. Nothing of it is changed or removed; correct it by another one.',
  'disclosure.who': 'Write down who it is for: the person, or the practice, company or office.',
  'disclosure.why': 'Write down in words why it is given.',
  'disclosure.silence':
    'Only an authority or law enforcement can ask that a patient is not told. Take the day out, or choose one of them.',
  'disclosure.day-ahead': 'This day has not come yet. Write down the day it was given.',
  'disclosure.period': 'The first day is after the last. Choose them the other way round.',
  'disclosure.six-years': 'A list goes six years back at most. Choose a later first day.',
  'print.no-printer': 'This computer has no printer of that name any more. Choose another one.',
  'print.failed':
    'The printer did not take it. Nothing is on paper. Look at the printer, or choose another one.',
}
