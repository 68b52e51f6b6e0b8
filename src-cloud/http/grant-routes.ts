/** The routes of docs/cloud.md, "Grants": who may come in at the workstation that asks, signed, who may not any more, and which workstations there are. */
import type { Pool } from 'pg'
import { AskGrants, Grants } from '../../shared/access/grant.ts'
import { SignedRevocations } from '../../shared/access/revocations.ts'
import { canonicalText } from '../../shared/audit/entry.ts'
import { must } from '../../shared/kernel/errors.ts'
import { grantsFor } from '../access/make-grants.ts'
import { signedRevocations } from '../access/sign-revocations.ts'
import { peopleRows } from '../postgres/people.ts'
import { noteContact, noteKeyChanged, workstationsOf } from '../postgres/workstations.ts'
import type { SigningKey } from '../signing-key.ts'
import type { Admission } from './admission.ts'
import type { App } from './app.ts'
import { asksWho, type Authenticate } from './authenticate.ts'

type Parts = Readonly<{ pool: Pool; key: SigningKey; authenticate: Authenticate; admission: Admission }>

export function addGrantRoutes(app: App, { pool, key, authenticate, admission }: Parts): void {
  app.get(
    '/v1/grants',
    { ...asksWho(authenticate), schema: { querystring: AskGrants, response: { 200: Grants } } },
    async ({ credential, query }) => {
      must(credential, 'route.credential')
      const { practice, device } = credential
      const { rows, workstations, revocations } = await admission.run('pull', async () => {
        await noteContact(pool, credential)
        if (query.keyChangedAt !== undefined) await noteKeyChanged(pool, credential, query.keyChangedAt)
        // before the grants: whoever was granted something after it is not on it
        const revocations = await signedRevocations(pool, practice, key)
        const rows = await peopleRows(pool, practice)
        return { rows, revocations, workstations: await workstationsOf(pool, practice) }
      })
      const grants = grantsFor(rows, { practice, device, nowMs: Date.now() })
      return {
        key: key.publicKey,
        grants: grants.map((grant) => ({ grant, sig: key.sign(canonicalText(grant)) })),
        workstations,
        revocations,
      }
    },
  )
  app.get(
    '/v1/revocations',
    { ...asksWho(authenticate), schema: { response: { 200: SignedRevocations } } },
    async ({ credential }) => {
      must(credential, 'route.credential')
      return admission.run('pull', () => signedRevocations(pool, credential.practice, key))
    },
  )
}
