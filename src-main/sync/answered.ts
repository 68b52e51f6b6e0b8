import { z } from 'zod'
import { AppError, type Code } from '../../shared/kernel/errors.ts'
import type { HttpsLink } from './https-link.ts'
import { jsonOf } from './read-line.ts'
import { Unreachable } from './transport.ts'

const Refusal = z.object({
  error: z.object({ code: z.string(), reason: z.string().regex(/^[a-z.-]{1,60}$/) }),
})

/** What the cloud answers to a question in JSON. Throws what it refuses it with, and Unreachable. */
export async function answered<T>(
  link: HttpsLink,
  asked: Readonly<{ method: 'GET' | 'POST'; path: string; answers: ReadonlySet<number>; body?: unknown }>,
  schema: z.ZodType<T>,
): Promise<T> {
  const { body, ...rest } = asked
  const sent = body === undefined ? rest : { ...rest, body: JSON.stringify(body) }
  const { status, bytes } = await link.ask(sent)
  const said = jsonOf(bytes.toString('utf8'))
  const given = status === 200 ? schema.safeParse(said) : null
  if (given?.success) return given.data
  const refused = given ? null : Refusal.safeParse(said)
  // signed with its certificate and still not to be read: changed on the way
  if (!refused?.success) throw new Unreachable('captive-portal')
  const { code, reason } = refused.data.error
  throw new AppError(code as Code, reason)
}
