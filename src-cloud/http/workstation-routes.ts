/** The route of docs/cloud.md, "Workstations": takes a workstation's right to speak here, and with it to let anybody in. */
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { RevokeDevice, Revoked } from '../../shared/access/workstation.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { managesPeople } from '../access/manages-people.ts'
import { revokeWorkstation, workstationsOf } from '../postgres/workstations.ts'
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
    async ({ body: { device, by }, credential }) => {
      must(credential, 'route.credential')
      const { practice } = credential
      // nobody shuts the door behind themself by a slip
      if (device === credential.device) throw new AppError('Forbidden', 'workstation.itself')
      return admission.run('pull', async () => {
        if (!(await managesPeople(pool, credential, by)))
          throw new AppError('Forbidden', 'permission.missing')
        await revokeWorkstation(pool, practice, device)
        await kept(practice, device)
        log.warn({ practice, device, by, from: credential.device }, 'a workstation was revoked')
        return { workstations: await workstationsOf(pool, practice) }
      })
    },
  )
}
