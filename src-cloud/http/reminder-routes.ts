/**
 * Answers to reminders: by the link of an e-mail, and by a text that the carrier's adapter passes on. A link only shows what can be
 * answered: what looks at links before people do (mail filters) answers nothing. Nothing of a patient or a visit is on the page.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Pool } from 'pg'
import { z } from 'zod'
import { AppError } from '../../shared/kernel/errors.ts'
import { replies } from '../../shared/schedule/reminder.ts'
import { readReply } from '../../shared/schedule/reminding/templates.ts'
import { takeReply } from '../reminders/take-reply.ts'
import type { App } from './app.ts'

const Link = z.strictObject({ practice: z.uuid(), token: z.string().regex(/^[A-Za-z0-9_-]{24}$/) })
const Text = z.strictObject({ from: z.string().min(7).max(40), text: z.string().max(1600) })

const page = (body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><title>Your appointment</title>${body}</html>`
const button = (said: string, words: string): string =>
  `<p><button name="said" value="${said}">${words}</button></p>`
const asking = page(
  `<h1>Your appointment · Su cita</h1><form method="post">${button('confirm', 'I will come · Confirmar')}${button(
    'move',
    'Ask for another time · Pedir otra hora',
  )}${button('cancel', 'Cancel · Cancelar')}${button('stop', 'No more messages · No más mensajes')}</form>`,
)
const done = page('<h1>Thank you · Gracias</h1><p>It is noted. · Está anotado.</p>')
const forDesk = page(
  '<h1>Thank you · Gracias</h1><p>The practice will call you. · El consultorio le llamará.</p>',
)
const over = page(
  '<h1>This link is no longer good · Este enlace ya no es válido</h1><p>Please call the practice. · Por favor llame al consultorio.</p>',
)

type Parts = Readonly<{ pool: Pool; now(): number; repliesToken: string | null }>

export function addReminderRoutes(app: App, { pool, now, repliesToken }: Parts): void {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; form-action 'self'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
  }
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 1024 },
    (_request, body, parsed) => parsed(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )
  app.get('/reminders/:practice/:token', { schema: { params: Link } }, (_request, reply) =>
    reply.headers(headers).send(asking),
  )
  app.post(
    '/reminders/:practice/:token',
    { schema: { params: Link, body: z.strictObject({ said: z.enum(replies) }) } },
    async ({ params: { practice, token }, body: { said } }, reply) => {
      const came = await takeReply({ pool, now }, practice, { token }, said).catch(unknownPractice)
      return reply.headers(headers).send(came === null ? over : came === 'done' ? done : forDesk)
    },
  )
  if (repliesToken === null || repliesToken === '') return
  app.post(
    '/reminders/:practice/texts',
    { schema: { params: z.strictObject({ practice: z.uuid() }), body: Text } },
    async ({ params: { practice }, body: { from, text }, headers: { authorization } }) => {
      if (!isSame(authorization ?? '', `Bearer ${repliesToken}`))
        throw new AppError('Forbidden', 'credential.unknown')
      // what is none of the words is for a person to read: it is in their telephone, and not here
      const said = readReply(text)
      return {
        taken:
          said === null
            ? null
            : await takeReply({ pool, now }, practice, { phone: from }, said).catch(unknownPractice),
      }
    },
  )
}

const unknownPractice = (error: unknown): null => {
  if (error instanceof AppError && error.reason === 'practice.unknown') return null
  throw error
}

const isSame = (a: string, b: string): boolean => {
  const sha = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(sha(a), sha(b))
}
