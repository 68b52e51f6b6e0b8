/** Entries that were let go: each by a purge that the cloud has signed, and where all of the log is there, all that the purge says. */
import { createHash } from 'node:crypto'
import type { KeptRead } from '../../shared/audit/chain.ts'
import { canonicalText } from '../../shared/audit/entry.ts'
import type { Proofs } from '../../shared/audit/published.ts'
import { covers, goneLine, readTombstone, type PurgeSaid } from '../../shared/audit/tombstone.ts'
import { practiceOf, type Facts } from './facts.ts'

type Open = { said: PurgeSaid; count: number; hash: ReturnType<typeof createHash> }

export class Burials {
  readonly #file: string
  readonly #facts: Facts
  readonly #isWhole: boolean
  readonly #open = new Map<string, Open>()
  count = 0

  constructor(file: string, proofs: Proofs | null, facts: Facts) {
    this.#file = file
    this.#facts = facts
    this.#isWhole = proofs?.whole === true
    const practice = practiceOf(proofs?.tree?.said.origin ?? '')
    for (const { said, sig } of proofs?.purges ?? []) {
      const isSigned =
        proofs?.cloudKey != null && facts.trust.byCloud(proofs.cloudKey, canonicalText(said), sig)
      if (isSigned && said.practice === practice)
        this.#open.set(said.purge, { said, count: 0, hash: createHash('sha256') })
      else facts.fault('signature', file, `purge ${said.purge} is not signed with the cloud's key`)
    }
  }

  add({ text, h, entry }: KeptRead): void {
    this.count += 1
    const purge = this.#open.get(readTombstone(text)?.purge ?? '')
    if (!entry) return
    const { device, epoch, n } = entry
    if (purge && covers(purge.said, { device, epoch, n })) {
      purge.count += 1
      purge.hash.update(goneLine({ device, epoch, n, h }))
    } else
      this.#facts.fault('deleted', this.#file, `entry ${n} is gone, and nothing that was signed says so`, {
        log: { device, epoch },
        firstBad: n,
      })
  }

  /** Of a part it is not known how much of a purge is in it. */
  finish(): void {
    if (!this.#isWhole) return
    for (const { said, count, hash } of this.#open.values())
      if (count !== said.count || hash.digest('hex') !== said.digest)
        this.#facts.fault(
          'edited',
          this.#file,
          `purge ${said.purge} let go ${said.count} entries, and left others than those`,
        )
  }
}
