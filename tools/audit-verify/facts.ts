/** All that is signed, wherever it lies: read and checked before any entry is. */
import { canonicalText } from '../../shared/audit/entry.ts'
import { isIncluded, leafHash, leafText } from '../../shared/audit/merkle.ts'
import { readPage } from '../../shared/audit/page.ts'
import { originOf, signedText, Statement, type Proofs } from '../../shared/audit/published.ts'
import type { Receipted } from './clock-walk.ts'
import type { Anchor } from './log-walk.ts'
import type { Fault, FaultKind } from './report.ts'
import { json, NotThere, readText, type Item } from './source.ts'
import { fingerprint, sha256, type Trust } from './trust.ts'

/** A root of a practice's tree at one size. `kept`: of the write-once folder, or from paper. */
export type Root = Readonly<{
  origin: string
  size: number
  root: string
  at: string
  source: string
  kept: boolean
}>

export const logOf = ({ device, epoch }: Readonly<{ device: string; epoch: number }>): string =>
  `${device}/${epoch}`

export class Facts {
  readonly trust: Trust
  readonly faults: Fault[] = []
  readonly anchors = new Map<string, Anchor[]>()
  /** Receipts that hold, by log. */
  readonly receipts = new Map<string, Receipted[]>()
  /** By origin. */
  readonly roots = new Map<string, Root[]>()
  readonly #split = new Set<string>()

  constructor(trust: Trust) {
    this.trust = trust
  }

  fault(kind: FaultKind, file: string, text: string, more: Partial<Fault> = {}): void {
    this.faults.push({ kind, file, text, ...more })
  }

  anchor(log: string, anchor: Anchor): void {
    add(this.anchors, log, anchor)
  }

  /** Another tree of the same size is a cloud that shows two. */
  root({ origin, ...root }: Root): void {
    const other = this.roots.get(origin)?.find(({ size, root: is }) => size === root.size && is !== root.root)
    const of = `${origin}/${root.size}`
    if (other && !this.#split.has(of))
      this.fault(
        'split',
        root.source,
        `the cloud has signed two trees of ${root.size} entries: here and in ${other.source}`,
        { firstBad: root.size },
      )
    if (other) this.#split.add(of)
    add(this.roots, origin, { origin, ...root })
  }

  /** What lies beside an export; null where it is no statement. */
  async statement(item: Item): Promise<Statement | null> {
    const read = Statement.safeParse(json(await readText(item)))
    if (!read.success) {
      this.fault('statement', item.name, 'what lies beside the export is not a statement')
      return null
    }
    this.#named(item.name, read.data.proofs)
    this.#signature(item.name, read.data)
    this.#signed(item.name, read.data.proofs)
    this.#receipts(item.name, read.data.proofs)
    this.#tree(item.name, read.data)
    return read.data
  }

  #named(file: string, { cloudKey, authority }: Proofs): void {
    if (authority !== null && !this.trust.isAuthority(authority))
      this.fault(
        'other-key',
        file,
        'workstations are vouched for by another authority than the one that counts',
      )
    if (cloudKey !== null && !this.trust.isCloud(cloudKey))
      this.fault('other-key', file, 'the cloud signs with another key than the one that counts')
  }

  #signature(file: string, statement: Statement): void {
    const { signature } = statement
    if (!signature) return
    const text = signedText(statement)
    const holds =
      signature.by === 'cloud'
        ? this.trust.byCloud(signature.key, text, signature.sig)
        : this.trust.byWorkstation(signature.cert, text, signature.sig) !== null
    if (!holds)
      this.fault('signature', file, 'the statement is not signed by whom it says, or was changed since')
  }

  #signed(file: string, { signed }: Proofs): void {
    let wrong = 0
    for (const { said, sig, cert } of signed) {
      const by = this.trust.byWorkstation(cert, canonicalText(said), sig)
      if (by === said.device)
        this.anchor(logOf(said), {
          n: said.n,
          h: said.h,
          by: 'workstation',
          at: said.at,
          source: file,
          practice: null,
        })
      else wrong += 1
    }
    if (wrong > 0) this.fault('signature', file, `${wrong} of what workstations have signed does not hold`)
  }

  #receipts(file: string, { receipts, cloudKey }: Proofs): void {
    let wrong = 0
    for (const { said, sig, leaf, path } of receipts) {
      if (cloudKey === null || !this.trust.byCloud(cloudKey, canonicalText(said), sig)) {
        wrong += 1
        continue
      }
      const { n, h, at, tree, practice } = said
      const anchor: Anchor = { n, h, by: 'cloud', at, source: file, practice }
      if (n > 0) this.anchor(logOf(said), anchor)
      add(this.receipts, logOf(said), { n, at, nonce: said.nonce })
      const origin = originOf(practice, tree.history)
      this.root({ origin, size: tree.size, root: tree.root, at, source: file, kept: false })
      if (leaf === null) continue
      if (isIncluded(sha256, leafHash(sha256, leafText(said.device, said.epoch, n, h)), leaf, tree, path))
        this.anchor(logOf(said), { ...anchor, by: 'tree' })
      else
        this.fault('rewritten', file, `entry ${n} is not in the tree of its receipt`, {
          log: said,
          firstBad: n,
        })
    }
    if (wrong > 0) this.fault('signature', file, `${wrong} receipts are not signed with the cloud's key`)
  }

  #tree(file: string, { proofs, at }: Statement): void {
    const { tree, cloudKey, runs } = proofs
    if (!tree || cloudKey === null) return
    if (!this.trust.byCloud(cloudKey, canonicalText(tree.said), tree.sig))
      return this.fault('signature', file, "the tree is not signed with the cloud's key")
    this.root({ ...tree.said, source: file, kept: false })
    for (const run of runs) {
      const { device, epoch, n, h, leaf, path } = run
      if (leaf === null) continue
      if (isIncluded(sha256, leafHash(sha256, leafText(device, epoch, n, h)), leaf, tree.said, path))
        this.anchor(logOf(run), {
          n,
          h,
          by: 'tree',
          at,
          source: file,
          practice: practiceOf(tree.said.origin),
        })
      else this.fault('rewritten', file, `entry ${n} is not in the tree`, { log: run, firstBad: n })
    }
  }

  /** A page that was typed off paper. `keys`: of the cloud, as anything here names them (SPKI, DER, base64). */
  async page(item: Item, keys: readonly string[]): Promise<void> {
    const page = readPage(sha256, await readText(item))
    if ('slip' in page)
      throw new NotThere(
        page.slip > 0
          ? `${item.name}: line ${page.slip} is not what its last two digits say`
          : `${item.name} is not a whole page`,
      )
    const key = keys.find((each) => fingerprint(each) === page.key)
    const sig = Buffer.from(page.sig, 'hex').toString('base64')
    if (key === undefined)
      this.fault('other-key', item.name, 'nothing here names the key this page is signed with')
    else if (!this.trust.byCloud(key, canonicalText(page.said), sig))
      this.fault('signature', item.name, "the page is not signed with the cloud's key")
    else this.root({ ...page.said, source: item.name, kept: true })
  }
}

export const practiceOf = (origin: string): string => origin.split('/')[1] ?? ''

export function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
