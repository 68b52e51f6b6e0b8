/** The routes of docs/audit.md: what workstations have audited, signed for. */
import { z } from 'zod'
import {
  AlarmNotSettled,
  AlarmSettled,
  AuditAside,
  AuditPush,
  AuditRefused,
  AuditTaken,
  BeginEpoch,
  BegunEpoch,
} from '../../shared/audit/wire.ts'
import { AskEntries, EntriesPage } from '../../shared/audit/whole-wire.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { mayHere } from '../access/manages-people.ts'
import { watchClock } from '../audit/clock-watch.ts'
import { entriesPage } from '../audit/pages.ts'
import { settleAlarm } from '../audit/settle-alarm.ts'
import { beginEpoch, takeAudit, type TakingParts } from '../audit/take.ts'
import type { Credential } from '../postgres/credentials.ts'
import type { Admission } from './admission.ts'
import type { App } from './app.ts'
import { asksWho, certificateOf, type Authenticate } from './authenticate.ts'

type Parts = TakingParts & Readonly<{ authenticate: Authenticate; admission: Admission }>

/** A batch of the largest entries, each of them JSON in JSON. */
const bodyLimit = 8 * 1024 * 1024

export function addAuditRoutes(app: App, { authenticate, admission, ...parts }: Parts): void {
  const known = asksWho(authenticate)
  app.post(
    '/v1/audit/epochs',
    { ...known, schema: { body: BeginEpoch, response: { 200: BegunEpoch, 409: AuditRefused } } },
    async ({ body, credential }, reply) => {
      const who = ownDevice(credential, body.device)
      const answer = await admission.run('audit', () => beginEpoch(parts, who, body))
      return 'refused' in answer ? reply.code(409).send(answer) : answer
    },
  )

  app.post(
    '/v1/audit',
    {
      ...known,
      bodyLimit,
      schema: { body: AuditPush, response: { 200: z.union([AuditTaken, AuditAside]), 409: AuditRefused } },
    },
    async (request, reply) => {
      const who = ownDevice(request.credential, request.body.device)
      const cert = certificateOf(request)
      const answer = await admission.run('audit', () => takeAudit(parts, who, request.body, cert))
      if ('refused' in answer) return reply.code(409).send(answer)
      if (!('aside' in answer)) await watchClock(parts, who, request.body)
      return answer
    },
  )

  app.post(
    '/v1/audit/alarms',
    { ...known, schema: { body: AlarmSettled, response: { 200: z.object({}), 409: AlarmNotSettled } } },
    async ({ body, credential }, reply) => {
      const who = ownDevice(credential, body.device)
      const { id, actor, reason } = body
      // it stays open here, and somebody else is told of it; that workstation does not ask again
      if (actor === undefined) return {}
      const refused = await admission.run('audit', () => settleAlarm(parts.pool, who, { id, actor, reason }))
      return refused ? reply.code(409).send(refused) : {}
    },
  )

  app.post(
    '/v1/audit/entries',
    { ...known, schema: { body: AskEntries, response: { 200: EntriesPage } } },
    async ({ body, credential }) => {
      const who = ownDevice(credential, body.device)
      return admission.run('audit-read', async () => {
        if (!(await mayHere(parts.pool, who, body.by, 'audit.read')))
          throw new AppError('Forbidden', 'permission.missing')
        return entriesPage(parts, who.practice, body, Date.now())
      })
    },
  )
}

function ownDevice(credential: Credential | null, device: string): Credential {
  must(credential, 'route.credential')
  if (credential.device !== device) throw new AppError('Forbidden', 'device.other')
  return credential
}
