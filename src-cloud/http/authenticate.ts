/** Who asks: a token that names practice and workstation, over a connection made with that workstation's certificate. */
import { createHash } from 'node:crypto'
import { TLSSocket } from 'node:tls'
import type { FastifyRequest } from 'fastify'
import type { Pool } from 'pg'
import { AppError } from '../../shared/kernel/errors.ts'
import { findCredential, isRevoked, revokedCredential, type Credential } from '../postgres/credentials.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null on a route that does not ask who. */
    credential: Credential | null
  }
}

export type Authenticate = (request: FastifyRequest) => Promise<Credential>

/** Options of a route that asks who, before the body is read: who is nobody sends nothing. */
export const asksWho = (authenticate: Authenticate) => ({
  onRequest: async (request: FastifyRequest): Promise<void> => {
    request.credential = await authenticate(request)
  },
})

/**
 * Throws `device.unknown`, which also says nothing of what was wrong; and to whoever proves to be a workstation that was revoked,
 * `device.revoked`: it must not go on as if the network were away.
 */
export const byTokenAndCertificate =
  (pool: Pool): Authenticate =>
  async (request) => {
    const [, token] = /^Bearer ([\w.-]{1,200})$/.exec(request.headers.authorization ?? '') ?? []
    if (token === undefined) throw new AppError('Forbidden', 'device.unknown')
    const certificateSha = certificateShaOf(request)
    const credential = await findCredential(pool, token, certificateSha)
    if (credential) return credential
    const wasRevoked = await isRevoked(pool, token, certificateSha)
    throw new AppError('Forbidden', wasRevoked ? 'device.revoked' : 'device.unknown')
  }

/** The same, also of a workstation that was revoked: for what it is to hear all the same. Throws `device.unknown`. */
export const alsoRevoked =
  (pool: Pool): Authenticate =>
  async (request) => {
    const [, token] = /^Bearer ([\w.-]{1,200})$/.exec(request.headers.authorization ?? '') ?? []
    const sha = certificateShaOf(request)
    const known =
      token === undefined
        ? null
        : ((await findCredential(pool, token, sha)) ?? (await revokedCredential(pool, token, sha)))
    if (!known) throw new AppError('Forbidden', 'device.unknown')
    return known
  }

/** SHA-256 of the certificate a request came with; null where there was none, or none of our authority's that is in force. */
export function certificateShaOf(request: FastifyRequest): Buffer | null {
  const der = certificateOf(request)
  return der && createHash('sha256').update(der).digest()
}

/** The certificate itself, DER: one of our authority's that is in force, or null. */
export function certificateOf({ raw }: FastifyRequest): Buffer | null {
  const { socket } = raw
  if (!(socket instanceof TLSSocket) || !socket.authorized) return null
  return (socket.getPeerCertificate() as { raw?: Buffer }).raw ?? null
}
