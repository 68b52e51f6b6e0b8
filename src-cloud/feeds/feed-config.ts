/** Where the audit is told to, and of which practices: the file that `start --feeds` names (docs/cloud.md, "Feeds"). */
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../shared/kernel/errors.ts'

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
/** `*`: every practice there is. */
const practices = z.union([z.literal('*'), z.array(z.uuid()).min(1)])
const path = z.string().min(1).max(1000)

const SyslogFeed = z.strictObject({
  name,
  practices,
  to: z.literal('syslog'),
  host: z.string().min(1).max(253),
  port: z.int().min(1).max(65_535).default(6514),
  /** PEM of the authority the receiver is vouched for by: no other counts. */
  ca: path,
  /** PEM of our certificate and its key, where the receiver asks for one. */
  cert: path.optional(),
  key: path.optional(),
  /** The name in its certificate, where it is not `host`. */
  servername: z.string().min(1).max(253).optional(),
})
const FileFeed = z.strictObject({ name, practices, to: z.literal('file'), file: path })

const FeedFile = z.strictObject({
  feeds: z
    .array(z.discriminatedUnion('to', [SyslogFeed, FileFeed]))
    .min(1)
    .max(20)
    .refine((feeds) => new Set(feeds.map((each) => each.name)).size === feeds.length),
})
export type FeedConfig = z.output<typeof FeedFile>['feeds'][number]

/** Paths in it are from where it lies. Throws `feeds.unreadable`, `feeds.invalid` with what is wrong. */
export function readFeeds(file: string): FeedConfig[] {
  const parsed = FeedFile.safeParse(json(file))
  if (!parsed.success)
    throw new AppError('Invalid', 'feeds.invalid', { at: z.prettifyError(parsed.error).slice(0, 400) })
  const from = (named: string) => resolve(dirname(file), named)
  return parsed.data.feeds.map((feed) => {
    if (feed.to === 'file') return { ...feed, file: from(feed.file) }
    const { ca, cert, key } = feed
    if ((cert === undefined) !== (key === undefined))
      throw new AppError('Invalid', 'feeds.invalid', { at: `${feed.name}: cert and key go together` })
    return { ...feed, ca: from(ca), ...(cert && key && { cert: from(cert), key: from(key) }) }
  })
}

function json(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new AppError('Invalid', error instanceof SyntaxError ? 'feeds.invalid' : 'feeds.unreadable')
  }
}
