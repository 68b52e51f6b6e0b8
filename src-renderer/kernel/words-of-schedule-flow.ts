/** What is said of somebody who comes, waits, pays and leaves. */
export const flowSentences: Readonly<Record<string, string>> = {
  'step.is-here': 'They have come already. If that was a slip, take it back first.',
  'step.called-off': 'This appointment was called off. If they come all the same, say that they arrived.',
  'step.too-early': 'It is not yet time for this appointment. Say that they did not come once it has begun.',
  'step.no-show': 'It is noted that they did not come. Take that back first.',
  'step.not-here': 'They have not come yet. Say that they arrived first.',
  'step.room': 'Choose the room they were brought to.',
  'step.gone': 'Somebody has taken this back already.',
  'step.of-the-plan':
    'This called the appointment off or moved it. Book it again, or restore it, in the schedule.',
  'step.too-many': 'More has been said of this appointment than can be kept. Call support.',
  'check.future': 'The day it was shown cannot be in the future.',
  'payment.amount': 'An amount between 1 cent and $10,000.00, as 25 or 25.00.',
  'payment.card-number': 'Never write down a whole card number: its last four digits are enough.',
  'payment.other-patient':
    'That appointment is of another patient. Nothing was taken. Close this and begin again.',
  'receipt.not-found': 'This receipt is not on this computer.',
  'receipt.gives-back': 'This receipt gives money back itself. Take the payment anew instead.',
  'receipt.given-back': 'This receipt was given back already.',
}
