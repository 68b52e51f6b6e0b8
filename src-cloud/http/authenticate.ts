/** Who asks. The one seam for it: enrolment and certificates of workstations change this file and no route. */
import type { FastifyRequest } from 'fastify'
import type { Pool } from 'pg'
import { AppError } from '../../shared/kernel/errors.ts'
import { findCredential, type Credential } from '../postgres/credentials.ts'

export type Authenticate = (request: FastifyRequest) => Promise<Credential>

/** By bearer token. Throws `device.unknown`. */
export const byToken =
  (pool: Pool): Authenticate =>
  async ({ headers }) => {
    const [, token] = /^Bearer ([\w.-]{1,200})$/.exec(headers.authorization ?? '') ?? []
    const credential = token === undefined ? null : await findCredential(pool, token)
    if (!credential) throw new AppError('Forbidden', 'device.unknown')
    return credential
  }
