/** How the cloud sends reminders: the file that `start --reminders` names (docs/schedule.md, "Reminders"). Secrets lie in files of their own. */
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../shared/kernel/errors.ts'

const path = z.string().min(1).max(1000)
const File = z.strictObject({
  email: z
    .strictObject({
      host: z.string().min(1).max(253),
      port: z.int().min(1).max(65_535),
      security: z.enum(['tls', 'starttls']),
      user: z.string().max(200).default(''),
      /** The first line of it. */
      passwordFile: path.optional(),
      from: z.email(),
      /** PEM. */
      ca: path.optional(),
    })
    .optional(),
  text: z
    .strictObject({
      url: z.url({ protocol: /^https$/ }),
      tokenFile: path,
      /** What whoever passes answers on shows us. */
      repliesTokenFile: path.optional(),
    })
    .optional(),
  /** Where patients reach this cloud: `https://...`. Without it an e-mail has no way to answer. */
  answersAt: z.url({ protocol: /^https$/ }).optional(),
})

export type ReminderConfig = Readonly<{
  email: Readonly<{
    host: string
    port: number
    security: 'tls' | 'starttls'
    user: string
    password: string
    from: string
    ca?: string | undefined
  }> | null
  text: Readonly<{ url: string; token: string }> | null
  repliesToken: string | null
  answersAt: string | null
}>

/** Paths in it are from where it lies. Throws `reminders.unreadable`, `reminders.invalid` with what is wrong. */
export function readReminders(file: string): ReminderConfig {
  const parsed = File.safeParse(json(file))
  if (!parsed.success)
    throw new AppError('Invalid', 'reminders.invalid', { at: z.prettifyError(parsed.error).slice(0, 400) })
  const from = (named: string) => resolve(dirname(file), named)
  const { email, text, answersAt } = parsed.data
  const secret = (named: string | undefined) =>
    named === undefined ? '' : (read(from(named)).split('\n')[0] ?? '').trim()
  return {
    email: email
      ? {
          ...email,
          password: secret(email.passwordFile),
          ca: email.ca === undefined ? undefined : read(from(email.ca)),
        }
      : null,
    text: text ? { url: text.url, token: secret(text.tokenFile) } : null,
    repliesToken: text?.repliesTokenFile === undefined ? null : secret(text.repliesTokenFile),
    answersAt: answersAt?.replace(/\/+$/, '') ?? null,
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new AppError('Unavailable', 'reminders.unreadable')
  }
}

function json(file: string): unknown {
  const text = read(file)
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('Invalid', 'reminders.invalid', { at: 'it is no JSON' })
  }
}
