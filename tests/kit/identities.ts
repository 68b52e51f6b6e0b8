/** Certificates of workstations, as the cloud in a folder gives them. */
import { Pkcs10CertificateRequestGenerator, PemConverter } from '@peculiar/x509'
import { readCertificates } from '../../src-cloud/http/certificates.ts'
import type { Identity } from '../../src-main/audit/statement.ts'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

/** `tls`: the folder of the cloud's certificates. */
export async function identityFor(tls: string, device: string): Promise<Identity> {
  const certificates = await readCertificates(tls, ['localhost', '127.0.0.1'], Date.now())
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: `CN=${device}`,
    keys,
    signingAlgorithm: algorithm,
  })
  const { pem } = await certificates.issue(request.toString('pem'), device, Date.now())
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey)
  return { key: PemConverter.encode(key, 'PRIVATE KEY'), cert: pem, ca: [certificates.ca] }
}
