/** docs/audit-format.md is enough: its example is proven by what stands there and Node's crypto, with nothing of ours. */
import { createPublicKey, hash, verify as isSigned, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import canonicalize from 'canonicalize'
import { z } from 'zod'
import { root } from '../../../tools/proc.ts'
import { verify } from '../../../tools/audit-verify/verify.ts'
import { filesIn, textOf } from '../../kit/sources.ts'

const folder = join(root, 'docs/audit-example')
const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
const sha = (data: string | Uint8Array): string => hash('sha256', data, 'hex')
const leafOf = (text: string) => sha(Buffer.concat([Buffer.of(0), Buffer.from(text)]))
const nodeOf = (left: string, right: string) =>
  sha(Buffer.concat([Buffer.of(1), Buffer.from(left, 'hex'), Buffer.from(right, 'hex')]))
const holds = (key: string | X509Certificate, said: unknown, sig: string): boolean =>
  isSigned(
    'sha256',
    Buffer.from(canonicalize(said) ?? ''),
    typeof key === 'string'
      ? createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' })
      : key.publicKey,
    Buffer.from(sig, 'base64'),
  )

const Signed = z.looseObject({ said: z.record(z.string(), z.unknown()), sig: z.string() })
const Said = z.looseObject({
  sha256: z.string(),
  proofs: z.looseObject({
    cloudKey: z.string(),
    authority: z.string(),
    signed: z.array(Signed.extend({ cert: z.string() })),
    receipts: z.array(Signed),
    tree: Signed,
  }),
  signature: z.object({ sig: z.string() }),
})
const statement = Said.parse(JSON.parse(read('cloud.ndjson.verified.json')))
const { proofs } = statement
const doc = textOf('docs/audit-format.md')

test('the example holds by what the document says of it, and the document has its numbers', () => {
  const bytes = read('cloud.ndjson')
  expect(sha(bytes)).toBe(statement.sha256)
  let prev = '0'.repeat(64)
  const leaves: string[] = []
  for (const [index, line] of bytes.trimEnd().split('\n').entries()) {
    const [, text = '', h] =
      /^\{"entry":(\{.*\}),"h":"([0-9a-f]{64})","mac":"[0-9a-f]{64}"\}$/.exec(line) ?? []
    const entry = JSON.parse(text) as { device: string; epoch: number; n: number; prev: string }
    expect([canonicalize(entry), sha(text), entry.n, entry.prev]).toEqual([text, h, index + 1, prev])
    prev = sha(text)
    leaves.push(leafOf(`${entry.device}/${entry.epoch}/${entry.n}/${prev}`))
    expect(doc).toContain(index === 0 ? text : prev)
  }
  const [first = '', second = '', third = '', fourth = ''] = leaves
  const [node, other] = [nodeOf(first, second), nodeOf(third, fourth)]
  const top = nodeOf(node, other)
  for (const value of [first, node, other, top, sha(Buffer.from(proofs.cloudKey, 'base64'))])
    expect(doc).toContain(value)
  expect(proofs.tree.said['root']).toBe(top)
  expect(proofs.receipts[0]?.said['tree']).toMatchObject({ size: 4, root: top })
})

test('and everything that is signed in it', () => {
  const { signature, ...said } = statement
  expect(holds(proofs.cloudKey, said, signature.sig)).toBe(true)
  const [checkpointFile = ''] = filesIn(['docs/audit-example/checkpoints'], /\.checkpoint\.json$/)
  const checkpoint = Signed.parse(JSON.parse(textOf(checkpointFile)))
  for (const each of [proofs.tree, ...proofs.receipts, checkpoint])
    expect([each.said, holds(proofs.cloudKey, each.said, each.sig)]).toEqual([each.said, true])
  for (const { said: of, sig, cert } of proofs.signed) {
    const certificate = new X509Certificate(Buffer.from(cert, 'base64'))
    expect(certificate.verify(new X509Certificate(proofs.authority).publicKey)).toBe(true)
    expect(certificate.subject).toBe(`CN=${String(of['device'])}`)
    expect([holds(certificate, of, sig), holds(certificate, { ...of, n: 1 }, sig)]).toEqual([true, false])
  }
})

test('our verifier says the same of it, and takes the key from a page', async () => {
  const page = { name: 'page.txt', bytes: () => one(read('page.txt')) }
  const report = await verify({ where: folder, pages: [page] })
  expect(report).toMatchObject({
    entries: 4,
    faults: [],
    trees: [{ size: 4, kept: 2 }],
    checkpoints: { count: 1 },
    cloudKey: { given: false },
  })
  expect(report.logs[0]?.proven.map(({ by, upTo }) => [by, upTo])).toEqual([
    ['workstation', 2],
    ['cloud', 4],
    ['tree', 4],
    ['checkpoints', 4],
  ])
  // the second entry says how its clock stands: the first is of before
  expect(report.logs[0]?.clock).toMatchObject({ synchronised: 3, measured: 1, furthestMs: 12, odd: 0 })
})

async function* one(text: string) {
  yield await Promise.resolve(Buffer.from(text))
}
