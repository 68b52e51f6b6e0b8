/** The authority a cloud shows, for a workstation that has only its pin: the one look at a certificate nobody trusts yet. */
import { createHash, X509Certificate } from 'node:crypto'
import { connect, type DetailedPeerCertificate } from 'node:tls'
import { AppError } from '../../shared/kernel/errors.ts'
import { pinBytes } from '../../shared/sync/enrol.ts'
import { Unreachable } from './transport.ts'
import { whyOf } from './https-link.ts'

/**
 * PEM of the authority with this pin. Not a byte is sent but the handshake, which then fails: the certificates are read
 * before Node refuses them. Throws `enrol.pin` where another cloud answers, or something in between; Unreachable.
 */
export function readAuthority(
  place: Readonly<{ host: string; port: number }>,
  pin: string,
  timeoutMs = 15_000,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      ...place,
      ca: [],
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
      timeout: timeoutMs,
    })
    let shown: readonly Buffer[] = []
    const look = () => void (shown = chainOf(socket.getPeerCertificate(true)))
    // before Node's own listener, which refuses what it cannot verify
    socket.prependListener('secure', look)
    socket.on('timeout', () => socket.destroy(new Unreachable('timeout')))
    socket.on('secureConnect', () => socket.destroy())
    socket.on('error', (error) => {
      if (shown.length === 0) reject(whyOf(error))
    })
    socket.on('close', () => {
      const found = shown.find((der) => pinOf(der) === pin)
      if (found) resolve(new X509Certificate(found).toString())
      else reject(shown.length === 0 ? new Unreachable('offline') : new AppError('Forbidden', 'enrol.pin'))
    })
  })
}

/** What a code says of an authority (DER), hex. */
export const pinOf = (der: Buffer): string =>
  createHash('sha256')
    .update(der)
    .digest('hex')
    .slice(0, pinBytes * 2)

function chainOf(first: DetailedPeerCertificate): Buffer[] {
  const chain: Buffer[] = []
  for (
    let each: DetailedPeerCertificate | undefined = first;
    each?.raw && chain.length < 8;
    each = each.issuerCertificate
  ) {
    // the last is its own issuer
    if (chain.some((der) => der.equals(each?.raw ?? Buffer.alloc(0)))) break
    chain.push(each.raw)
  }
  return chain
}
