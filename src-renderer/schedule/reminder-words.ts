/** What became of a reminder, in words. */
import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { getReminders } from '../../shared/schedule/get-reminders.ts'

type Line = OutputOf<typeof getReminders>['reminders'][number]

const ways = { email: 'e-mail', text: 'text message' } as const

/** Why it was not sent, or may not have been; keys of the sender. */
function whyText(reason: string): string {
  const status = /^(smtp|http)-(\d{3})$/.exec(reason)
  if (status) return `the other system refused it (${status[1] === 'smtp' ? 'SMTP' : 'HTTP'} ${status[2]})`
  const known: Readonly<Record<string, string>> = {
    address: 'the number or address is none',
    'line-cut': 'the line was cut while it was handed over',
    ended: 'the cloud ended while it was handed over',
    'no-line': 'the other system was not reached',
    'no-tls': 'the mail server offers no encryption',
    'sign-in': 'the mail server did not let the practice in',
  }
  return known[reason] ?? reason
}

export function reminderWords({
  channel,
  state,
  reason,
}: Pick<Line, 'channel' | 'state' | 'reason'>): string {
  const way = ways[channel]
  const why = reason === '' ? '' : `: ${whyText(reason)}`
  return {
    sending: `On its way by ${way}`,
    sent: `Sent by ${way}`,
    waiting: `To be tried again by ${way}${why}`,
    failed: `Not sent by ${way}${why}`,
    unsure: `May have been sent by ${way}${why}. It is not sent again.`,
    'left-out': `Not sent by ${way}: no longer due`,
  }[state]
}

export const repliedWords = ({ said, done }: NonNullable<Line['reply']>): string =>
  ({
    confirm: done ? 'Answered C: confirmed' : 'Answered C, to a visit that was changed since',
    move: 'Answered R: asks for another time',
    cancel: done ? 'Answered X: called off' : 'Answered X: wants to call off',
    stop: 'Answered STOP: wants no more of them',
  })[said]
