/** The routes of docs/sync.md, "Recovery": the practice's wrapped key, and what a workstation has sealed to it. */
import type { Pool } from 'pg'
import { must } from '../../shared/kernel/errors.ts'
import { PracticeKey, RecoveryStanding, SendRecovery } from '../../shared/sync/recovery.ts'
import { addRecoveryKey, addRecoveryText, recoveryStanding } from '../postgres/recovery.ts'
import type { Admission } from './admission.ts'
import type { App } from './app.ts'
import { asksWho, type Authenticate } from './authenticate.ts'

type Parts = Readonly<{ pool: Pool; authenticate: Authenticate; admission: Admission }>

export function addRecoveryRoutes(app: App, { pool, authenticate, admission }: Parts): void {
  const known = asksWho(authenticate)
  const answers = { response: { 200: RecoveryStanding } }

  app.get('/v1/recovery', { ...known, schema: answers }, async ({ credential }) => {
    must(credential, 'route.credential')
    return admission.run('pull', () => recoveryStanding(pool, credential))
  })

  app.post(
    '/v1/recovery/key',
    { ...known, schema: { body: PracticeKey, ...answers } },
    async ({ body, credential }) => {
      must(credential, 'route.credential')
      return admission.run('pull', async () => {
        await addRecoveryKey(pool, credential, body)
        return recoveryStanding(pool, credential)
      })
    },
  )

  app.post(
    '/v1/recovery/text',
    { ...known, schema: { body: SendRecovery, ...answers } },
    async ({ body, credential }) => {
      must(credential, 'route.credential')
      return admission.run('pull', () => addRecoveryText(pool, credential, body))
    },
  )
}
