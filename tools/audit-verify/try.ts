/** `--try N`: an export of so many made-up entries of three workstations, proven like any other: how long it takes here. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canonicalText, logStart } from '../../shared/audit/entry.ts'
import { addLeaf, leafHash, leafText, rootOf } from '../../shared/audit/merkle.ts'
import { exportLine, originOf, RunBook, signedText, statementName } from '../../shared/audit/published.ts'
import { sha256 } from './trust.ts'
import { verify } from './verify.ts'

const ids = [1, 2, 3].map((n) => `0198b7f4-7d1c-7f2a-9d3e-00000000000${n}`)
const at = '2026-11-23T15:05:00.000Z'
const atOnce = 2000

/** Resolves to what is said of it. Throws where something is wrong with what was just made. */
export async function tryOut(count: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-audit-'))
  try {
    const file = join(folder, 'tried.ndjson')
    await make(file, count)
    const start = performance.now()
    const { entries, faults } = await verify({ where: file })
    if (entries !== count || faults.length > 0) throw new Error('audit.try')
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    return `${count} entries proven in ${seconds} s, ${Math.round(process.resourceUsage().maxRSS / 1024)} MB of memory at most`
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function make(file: string, count: number): Promise<void> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const signed = (text: string) => sign('sha256', Buffer.from(text), privateKey).toString('base64')
  const [out, hash, runs] = [await open(file, 'wx'), createHash('sha256'), new RunBook()]
  const ends = ids.map((device) => ({ device, n: 0, h: logStart }))
  let [edge, lines]: [string[], string[]] = [[], []]
  const flush = async () => {
    const text = lines.join('')
    hash.update(text)
    await out.write(text)
    lines = []
  }
  for (let leaf = 0; leaf < count; leaf += 1) {
    const end = ends[Math.floor(leaf / 50) % ends.length]
    if (!end) throw new Error('audit.try')
    const entry = entryAfter(end.device, end.n + 1, end.h, leaf)
    const text = canonicalText(entry)
    ;[end.n, end.h] = [entry.n, sha256(text)]
    runs.add(entry, end.h, null)
    lines.push(`${exportLine(text, end.h, logStart)}\n`)
    edge = addLeaf(sha256, edge, leaf, leafHash(sha256, leafText(end.device, 1, end.n, end.h)))
    if (lines.length === atOnce) await flush()
  }
  await flush()
  await out.close()
  const [practice = '', history = ''] = ids
  const root = rootOf(sha256, edge)
  const said = { v: 1, origin: originOf(practice, history), number: 0, prev: logStart, size: count, root, at }
  const tree = { said, sig: signed(canonicalText(said)) }
  const proofs = { v: 1, whole: true, by: 'cloud', runs: runs.runs, cloudKey: key, authority: null, tree }
  const statement = { at, sha256: hash.digest('hex'), proofs: { ...proofs, signed: [], receipts: [] } }
  const signature = { by: 'cloud', key, sig: signed(signedText(statement)) }
  writeFileSync(statementName(file), JSON.stringify({ ...statement, signature }))
}

const entryAfter = (device: string, n: number, prev: string, leaf: number) => ({
  v: 1,
  device,
  epoch: 1,
  n,
  prev,
  nonce: null,
  at: new Date(Date.parse(at) + leaf * 1000).toISOString(),
  mono: leaf,
  boot: device,
  actor: device,
  session: device,
  action: 'chart.open',
  category: 'chart',
  subject: device,
  outcome: 'done',
  reason: null,
  op: null,
  detail: { n: leaf },
})
