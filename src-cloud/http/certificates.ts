/** The cloud's own certificate authority: made on first run, and the only one its workstations trust. */
// asked for by a package of the next but two
import 'reflect-metadata'
import { X509Certificate as NodeCertificate, createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  Pkcs10CertificateRequest,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
  cryptoProvider,
} from '@peculiar/x509'
import { AppError } from '../../shared/kernel/errors.ts'
import { pinBytes } from '../../shared/sync/enrol.ts'

export type Certificates = Readonly<{
  /** PEM: what workstations are given to trust. */
  ca: string
  key: string
  cert: string
  /**
   * A workstation's certificate for the key that signed this request (PEM, PKCS #10). Throws `enrol.request` where it is
   * damaged, not signed by its own key, or of another kind of key.
   */
  issue(request: string, device: string, nowMs: number): Promise<Readonly<{ pem: string; sha: Buffer }>>
}>

type KeyPair = Awaited<ReturnType<typeof makeKeys>>
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const day = 86_400_000
/** A server's certificate is renewed at the first start in its last month. */
const [serverDays, renewDays, caDays] = [397, 30, 3650]
/** A workstation renews its own in the last month; one that was away for longer is enrolled anew. */
const deviceDays = 365

cryptoProvider.set(crypto)

/**
 * Reads the authority and the server's certificate in `folder`, making what is missing, has run out or names other
 * hosts. Keys are for their owner's eyes only (0600). `hosts`: names and addresses workstations reach the cloud by.
 */
export async function readCertificates(
  folder: string,
  hosts: readonly string[],
  nowMs: number,
): Promise<Certificates> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  const ca = await readAuthority(folder, nowMs)
  const [keyFile, certFile] = [join(folder, 'server.key.pem'), join(folder, 'server.pem')]
  if (!stillGood(certFile, ca.cert.toString('pem'), hosts, nowMs)) {
    const keys = await makeKeys()
    const cert = await X509CertificateGenerator.create({
      serialNumber: serial(),
      subject: 'CN=Holdfast cloud',
      issuer: ca.cert.subject,
      notBefore: new Date(nowMs - day),
      notAfter: new Date(nowMs + serverDays * day),
      signingAlgorithm: algorithm,
      publicKey: keys.publicKey,
      signingKey: ca.privateKey,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension(
          hosts.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
        ),
      ],
    })
    writeSecret(keyFile, await privatePem(keys))
    writeFileSync(certFile, cert.toString('pem'))
  }
  return {
    ca: ca.cert.toString('pem'),
    key: readFileSync(keyFile, 'utf8'),
    cert: readFileSync(certFile, 'utf8'),
    issue: (request, device, now) => issue(ca, request, device, now),
  }
}

/** What a code says of the authority (PEM), hex: shared/sync/enrol. */
export const pinOf = (ca: string): string =>
  createHash('sha256')
    .update(new NodeCertificate(ca).raw)
    .digest('hex')
    .slice(0, pinBytes * 2)

type Authority = Awaited<ReturnType<typeof readAuthority>>

async function issue(ca: Authority, request: string, device: string, nowMs: number) {
  const asked = readRequest(request)
  const { algorithm: kind } = asked.publicKey
  const ours = kind.name === 'ECDSA' && 'namedCurve' in kind && kind.namedCurve === 'P-256'
  if (!ours || !(await asked.verify().catch(() => false))) throw new AppError('Invalid', 'enrol.request')
  const cert = await X509CertificateGenerator.create({
    serialNumber: serial(),
    // what the request calls itself is nobody's business: the name is the workstation's
    subject: `CN=${device}`,
    issuer: ca.cert.subject,
    notBefore: new Date(nowMs - day),
    notAfter: new Date(nowMs + deviceDays * day),
    signingAlgorithm: algorithm,
    publicKey: asked.publicKey,
    signingKey: ca.privateKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth]),
    ],
  })
  return { pem: cert.toString('pem'), sha: createHash('sha256').update(Buffer.from(cert.rawData)).digest() }
}

function readRequest(pem: string): Pkcs10CertificateRequest {
  try {
    return new Pkcs10CertificateRequest(pem)
  } catch {
    throw new AppError('Invalid', 'enrol.request')
  }
}

async function readAuthority(folder: string, nowMs: number) {
  const [keyFile, certFile] = [join(folder, 'ca.key.pem'), join(folder, 'ca.pem')]
  if (!existsSync(certFile)) {
    const keys = await makeKeys()
    const made = await X509CertificateGenerator.createSelfSigned({
      serialNumber: serial(),
      name: 'CN=Holdfast practice authority',
      notBefore: new Date(nowMs - day),
      notAfter: new Date(nowMs + caDays * day),
      signingAlgorithm: algorithm,
      keys,
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign + KeyUsageFlags.cRLSign, true),
      ],
    })
    writeSecret(keyFile, await privatePem(keys))
    // last: an authority without its key is none
    writeFileSync(certFile, made.toString('pem'))
  }
  const der = PemConverter.decode(readFileSync(keyFile, 'utf8'))[0] ?? new ArrayBuffer(0)
  return {
    cert: new X509Certificate(readFileSync(certFile, 'utf8')),
    privateKey: await crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']),
  }
}

function stillGood(certFile: string, ca: string, hosts: readonly string[], nowMs: number): boolean {
  if (!existsSync(certFile)) return false
  const cert = new NodeCertificate(readFileSync(certFile))
  return (
    cert.verify(new NodeCertificate(ca).publicKey) &&
    cert.validToDate.getTime() > nowMs + renewDays * day &&
    hosts.every((host) => (isIP(host) === 0 ? cert.checkHost(host) : cert.checkIP(host)) !== undefined)
  )
}

const makeKeys = () => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
const privatePem = async ({ privateKey }: KeyPair): Promise<string> =>
  PemConverter.encode(await crypto.subtle.exportKey('pkcs8', privateKey), 'PRIVATE KEY')

/** Positive and random: its first bit is zero. */
const serial = (): string =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(16)))
    .toString('hex')
    .replace(/^./, '1')

function writeSecret(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600 })
  chmodSync(file, 0o600)
}
