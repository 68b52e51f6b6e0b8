/** E-mail over a real line: always under TLS, never twice where nobody knows what became of it. */
import { describe, expect, test } from 'vitest'
import { SmtpSender } from '../../../src-cloud/reminders/smtp-sender.ts'
import { aMailServer } from '../../kit/mail-server.ts'

const now = () => Date.parse('2026-03-04T10:00:00.000Z')
const message = {
  id: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
  to: 'ida@example.org',
  subject: 'Su cita con Clínica «Harbor», que tiene un nombre que no cabe en una sola línea',
  body: 'Usted tiene una cita.\n.\nGracias — Harbor',
}
const sendTo = async (server: Awaited<ReturnType<typeof aMailServer>>, more: object = {}, patienceMs = 400) =>
  new SmtpSender({ ...server.config, ...more }, now, patienceMs).send(message)

test.each(['starttls', 'tls'] as const)(
  '%s: signs in under TLS; what was written arrives as it was',
  async (security) => {
    const server = await aMailServer({ security })
    expect(await sendTo(server)).toEqual({ came: 'sent', reason: '' })
    expect(server.faults).toEqual([])
    expect(server.mails).toMatchObject([
      {
        from: 'desk@harbor.example',
        to: 'ida@example.org',
        secured: true,
        user: 'clinic',
        body: message.body.replaceAll('\n', '\r\n'),
        headers: {
          subject: message.subject,
          date: 'Wed, 04 Mar 2026 10:00:00 +0000',
          'message-id': `<${message.id}@harbor.example>`,
        },
      },
    ])
  },
)

test('nothing is said to a server without TLS, to one of another authority, or by a wrong password', async () => {
  const plain = await aMailServer({ security: 'none' })
  expect(await sendTo(plain)).toEqual({ came: 'again', reason: 'no-tls' })
  const other = await aMailServer()
  expect(await sendTo(other, { ca: plain.config.ca })).toEqual({ came: 'again', reason: 'no-line' })
  expect(await sendTo(other, { password: 'wrong' })).toEqual({ came: 'again', reason: 'sign-in' })
  expect([...plain.mails, ...other.mails]).toEqual([])
})

describe('what a server answers', () => {
  const conduct = (to: RegExp, reply: string) =>
    aMailServer({ answer: (command) => (to.test(command) ? reply : null) })
  test.each([
    [/^RCPT/, '550 nobody', 'never', 'smtp-550'],
    [/^RCPT/, '450 later', 'again', 'smtp-450'],
    [/^MAIL/, '421 closing', 'again', 'smtp-421'],
    [/^\.$/, '554 spam', 'never', 'smtp-554'],
    [/^\.$/, '451 later', 'again', 'smtp-451'],
    [/^MAIL/, 'cut', 'again', 'no-line'],
    [/^DATA/, 'silence', 'again', 'no-line'],
    // it may have taken it
    [/^\.$/, 'cut', 'unsure', 'line-cut'],
    [/^\.$/, 'silence', 'unsure', 'line-cut'],
    [/^EHLO/, 'garbage', 'again', 'no-line'],
  ])('%s: %s', async (to, reply, came, reason) => {
    expect(await sendTo(await conduct(to, reply))).toEqual({ came, reason })
  })

  test('nobody there; what is no address is not asked for', async () => {
    const server = await aMailServer()
    server.stop()
    expect(await sendTo(server)).toEqual({ came: 'again', reason: 'no-line' })
    const sender = new SmtpSender(server.config, now)
    for (const to of ['', 'ida', 'a@b>\r\nDATA', 'a b@example.org', 'a@exa mple.org'])
      expect(await sender.send({ ...message, to })).toEqual({ came: 'never', reason: 'address' })
  })
})
