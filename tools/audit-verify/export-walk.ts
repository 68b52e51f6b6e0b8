/** One export, from its first line to its last: the logs in it, and the tree where all of it is there. */
import { readEntry } from '../../shared/audit/entry.ts'
import type { KeptRead } from '../../shared/audit/chain.ts'
import {
  readExportLine,
  readGoneLine,
  type Proofs,
  type Run,
  type Statement,
} from '../../shared/audit/published.ts'
import { ClockWalk } from './clock-walk.ts'
import { logOf, practiceOf, type Facts, type Root } from './facts.ts'
import { placeOf } from '../../shared/audit/tombstone.ts'
import { Burials } from './burials.ts'
import { readLines } from './lines.ts'
import { LogWalk, type Anchor } from './log-walk.ts'
import type { Item } from './source.ts'
import { TreeWalk } from './tree-walk.ts'
import { sha256 } from './trust.ts'

export type Walked = Readonly<{
  item: Item
  statement: Statement | null
  /** It is, byte for byte, what its statement was made for; null where there is none. */
  isSame: boolean | null
  logs: readonly Readonly<{ device: string; epoch: number; walk: LogWalk }>[]
  tree: TreeWalk | null
  entries: number
  /** What other exports say of the same logs. */
  ends: ReadonlyMap<string, readonly Anchor[]>
}>

export async function walkExport(
  item: Item,
  statement: Statement | null,
  facts: Facts,
  ends: ReadonlyMap<string, readonly Anchor[]>,
): Promise<Walked> {
  const proofs = statement?.proofs ?? null
  const walks = new Map<string, { device: string; epoch: number; walk: LogWalk }>()
  const open = (log: Readonly<{ device: string; epoch: number }>) => {
    const of = logOf(log)
    const known = walks.get(of)
    if (known) return known
    const anchors = [...(facts.anchors.get(of) ?? []), ...(ends.get(of) ?? [])]
    const clock = new ClockWalk(facts.receipts.get(of) ?? [])
    const walk = new LogWalk(log, proofs && stretchesOf(proofs, of), anchors, clock)
    const opened = { device: log.device, epoch: log.epoch, walk }
    walks.set(of, opened)
    return opened
  }
  for (const run of proofs?.runs ?? []) open(run)
  const isTable = item.name.endsWith('.csv')
  const tree =
    proofs?.by === 'cloud' && proofs.whole && !isTable ? new TreeWalk(rootsFor(proofs, facts)) : null
  const burials = new Burials(item.name, proofs, facts)
  let entries = 0
  let isSame: boolean | null = null
  let last = [...walks.values()][0] ?? null
  const add = (line: string) => {
    entries += 1
    const row = read(line)
    const { entry } = row
    if (entry) {
      const known = walks.get(logOf(entry))
      // what names a log that is not in it, and is not what was hashed, stands where it stood
      if (known) last = known
      else if (!last || sha256(row.text) === row.h) last = open(entry)
    }
    if (!last) return
    last.walk.add(row)
    if (row.gone) burials.add(row)
    tree?.add(entry?.device ?? '', entry?.epoch ?? 0, entry?.n ?? 0, row.h)
  }
  for await (const lines of readLines(item, (is) => (isSame = statement && is === statement.sha256)))
    if (!isTable) for (const line of lines) add(line)
  if (!isTable) for (const { walk } of walks.values()) walk.finish()
  burials.finish()
  const logs = isTable ? [] : [...walks.values()]
  return { item, statement, isSame, logs, tree, entries, ends }
}

function read(line: string): KeptRead {
  const gone = readGoneLine(line)
  if (gone) return { ...gone, entry: placeOf(gone.stone), gone: true }
  const kept = readExportLine(line)
  return kept ? { ...kept, entry: readEntry(kept.text) } : { text: line, h: '', mac: '', entry: null }
}

/** A log that is whole has no gaps to say: all from its first entry to its last. */
function stretchesOf(
  { whole, runs }: Proofs,
  of: string,
): readonly Pick<Run, 'first' | 'prev' | 'n' | 'h'>[] {
  const own = runs.filter((run) => logOf(run) === of)
  const [first, end] = [own[0], own.at(-1)]
  return whole && first && end ? [{ first: first.first, prev: first.prev, n: end.n, h: end.h }] : own
}

function rootsFor({ tree }: Proofs, facts: Facts): Root[] {
  const practice = practiceOf(tree?.said.origin ?? '')
  return [...facts.roots.entries()].flatMap(([origin, roots]) =>
    practiceOf(origin) === practice ? roots : [],
  )
}
