/** Every minute, for every practice: what is due is sent. */
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { PracticeWatch } from '../audit/practice-watch.ts'
import { traceOf } from '../http/app.ts'
import type { ReminderConfig } from './reminder-config.ts'
import { remind } from './remind.ts'
import { SmtpSender } from './smtp-sender.ts'
import { TextSender } from './text-sender.ts'

const everyMs = 60_000

/** Returns how to end it. Without a way to send anything nothing is queued. */
export function watchReminders(
  pool: Pool,
  config: ReminderConfig | undefined,
  log: Logger,
): () => Promise<void> {
  if (!config || (config.email === null && config.text === null)) return () => Promise.resolve()
  const now = () => Date.now()
  const reminding = {
    pool,
    now,
    email: config.email && new SmtpSender(config.email, now),
    text: config.text && new TextSender(config.text),
    answersAt: config.answersAt,
  }
  const watch = new PracticeWatch(pool, {
    everyMs,
    async look(practice) {
      const count = await remind(reminding, practice)
      if (count > 0) log.info({ practice, count }, 'reminders were sent')
    },
    failed: (error, practice) => log.error({ practice, ...traceOf(error) }, 'reminders were not sent'),
  })
  return () => watch.stop()
}
