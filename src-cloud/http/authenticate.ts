/** Who asks: a token that names practice and workstation, over a connection made with that workstation's certificate. */
import { createHash } from 'node:crypto'
import { TLSSocket } from 'node:tls'
import type { FastifyRequest } from 'fastify'
import type { Pool } from 'pg'
import { AppError } from '../../shared/kernel/errors.ts'
import { findCredential, type Credential } from '../postgres/credentials.ts'

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

/** Throws `device.unknown`, which also says nothing of what was wrong. */
export const byTokenAndCertificate =
  (pool: Pool): Authenticate =>
  async (request) => {
    const [, token] = /^Bearer ([\w.-]{1,200})$/.exec(request.headers.authorization ?? '') ?? []
    const credential =
      token === undefined ? null : await findCredential(pool, token, certificateShaOf(request))
    if (!credential) throw new AppError('Forbidden', 'device.unknown')
    return credential
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
