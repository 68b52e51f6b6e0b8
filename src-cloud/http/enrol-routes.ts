/** How a workstation gets in: with a code that somebody inside has made. docs/sync.md, "Enrolment". */
import type { Pool } from 'pg'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { Enrol, Enrolled, MadeCode, MakeCode, Renew, Renewed } from '../../shared/sync/enrol.ts'
import { makeWorkstationCode, redeem } from '../postgres/enrolment.ts'
import { renewCertificate } from '../postgres/credentials.ts'
import type { Admission } from './admission.ts'
import type { App } from './app.ts'
import { asksWho, certificateShaOf, type Authenticate } from './authenticate.ts'
import type { Certificates } from './certificates.ts'

type Parts = Readonly<{
  pool: Pool
  certificates: Certificates
  authenticate: Authenticate
  admission: Admission
}>

/** Codes have 64 random bits and ten minutes: this keeps the guessing from costing anything but the one who guesses. */
const triesAtOnce = 8

export function addEnrolRoutes(app: App, { pool, certificates, authenticate, admission }: Parts): void {
  const known = asksWho(authenticate)
  let trying = 0

  app.post('/v1/enrol', { schema: { body: Enrol, response: { 200: Enrolled } } }, async ({ body }) => {
    if (trying >= triesAtOnce) throw new AppError('Unavailable', 'cloud.busy')
    trying += 1
    try {
      const { pem, sha } = await certificates.issue(body.request, body.device, Date.now())
      const given = await admission.run('pull', () => redeem(pool, { ...body, certificateSha: sha }))
      return { ...given, certificate: pem }
    } finally {
      trying -= 1
    }
  })

  app.post(
    '/v1/enrol/codes',
    { ...known, schema: { body: MakeCode, response: { 200: MadeCode } } },
    async ({ body, credential }) => {
      must(credential, 'route.credential')
      return admission.run('pull', () => makeWorkstationCode(pool, credential.practice, body.user, body.made))
    },
  )

  app.post(
    '/v1/enrol/renew',
    { ...known, schema: { body: Renew, response: { 200: Renewed } } },
    async (request) => {
      const { body, credential } = request
      must(credential, 'route.credential')
      const present = certificateShaOf(request)
      if (!present) throw new AppError('Forbidden', 'device.unknown')
      const { pem, sha } = await certificates.issue(body.request, credential.device, Date.now())
      await admission.run('pull', () => renewCertificate(pool, credential, present, sha))
      return { certificate: pem }
    },
  )
}
