/** The route of docs/cloud.md, "Workstations": takes a workstation's right to speak here, and with it to let anybody in. */
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { RevokeDevice, Revoked } from '../../shared/access/workstation.ts'
import { revokeWorkstation } from '../postgres/workstations.ts'
import { aboutWorkstation } from './about-workstation.ts'
import type { Admission } from './admission.ts'
import type { App } from './app.ts'
import { asksWho, type Authenticate } from './authenticate.ts'

/** Keeps outside of the database that a workstation was revoked. Does not throw. */
export type RevocationKept = (practice: string, device: string) => Promise<void>

type Parts = Readonly<{
  pool: Pool
  authenticate: Authenticate
  admission: Admission
  kept: RevocationKept
  log: Logger
}>

export function addWorkstationRoutes(app: App, { pool, authenticate, admission, kept, log }: Parts): void {
  app.post(
    '/v1/workstations/revoke',
    { ...asksWho(authenticate), schema: { body: RevokeDevice, response: { 200: Revoked } } },
    ({ body, credential }) =>
      aboutWorkstation({ pool, admission }, credential, body, async ({ practice, device: from }) => {
        const { device, by } = body
        await revokeWorkstation(pool, practice, device)
        await kept(practice, device)
        log.warn({ practice, device, by, from }, 'a workstation was revoked')
      }),
  )
}
