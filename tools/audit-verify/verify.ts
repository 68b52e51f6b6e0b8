/** Proves logs and trees from what was published of them, and nothing else (docs/audit-format.md). */
import type { Statement } from '../../shared/audit/published.ts'
import { readCheckpoints } from './checkpoints.ts'
import { walkExport, type Walked } from './export-walk.ts'
import { add, Facts, logOf } from './facts.ts'
import { judge } from './judge.ts'
import { limitsOf } from './limits.ts'
import type { Anchor } from './log-walk.ts'
import type { LogReport, Report } from './report.ts'
import { find, NotThere, type Item } from './source.ts'
import type { TreeWalk } from './tree-walk.ts'
import { Trust, type Pinned } from './trust.ts'

export type Asked = Readonly<{
  where: string
  pinned?: Pinned
  /** Pages that were typed off paper. */
  pages?: readonly Item[]
  /** The write-once folder, where it lies elsewhere. */
  checkpoints?: string | null
}>

/** Throws NotThere. */
export async function verify({ where, pinned, pages = [], checkpoints = null }: Asked): Promise<Report> {
  const found = await find(where)
  const files = [...found.checkpoints, ...(checkpoints === null ? [] : (await find(checkpoints)).checkpoints)]
  if (found.exports.length === 0 && files.length === 0)
    throw new NotThere(`There is no export and no checkpoint at ${where}`)
  const facts = new Facts(new Trust(pinned ?? { key: null, authority: null }))
  const folder = await readCheckpoints(files, facts)
  const exports: { item: Item; statement: Statement | null }[] = []
  for (const { item, statement } of found.exports)
    exports.push({ item, statement: statement && (await facts.statement(statement)) })
  const named = exports.flatMap(({ statement }) => statement?.proofs.cloudKey ?? [])
  for (const page of pages) await facts.page(page, [...folder.keys, ...named])
  const walked: Walked[] = []
  for (const { item, statement } of exports)
    walked.push(
      await walkExport(item, statement, facts, endsOf(exports.filter((each) => each.item !== item))),
    )
  for (const each of walked) judge(each, facts)
  const logs = walked.flatMap(logsOf)
  const { cloudKey, authority } = facts.trust
  return {
    v: 1,
    given: where,
    entries: walked.reduce((sum, { entries }) => sum + entries, 0),
    logs,
    trees: walked.flatMap(({ tree, statement }) =>
      tree && statement?.proofs.tree
        ? [
            {
              origin: statement.proofs.tree.said.origin,
              size: tree.size,
              compared: tree.compared,
              kept: tree.kept,
            },
          ]
        : [],
    ),
    checkpoints: folder.checkpoints,
    cloudKey,
    authority,
    faults: facts.faults,
    limits: limitsOf({ walked, logs, folder, facts }),
  }
}

/** Where other exports say that a log was: who disagrees there has another history. */
function endsOf(
  others: readonly Readonly<{ item: Item; statement: Statement | null }>[],
): Map<string, Anchor[]> {
  const ends = new Map<string, Anchor[]>()
  for (const { item, statement } of others)
    for (const run of statement?.proofs.runs ?? []) {
      const { n, h } = run
      const at = statement?.at ?? ''
      add(ends, logOf(run), { n, h, by: 'export', at, source: item.name, practice: null })
    }
  return ends
}

function logsOf({ item, logs, tree }: Walked): LogReport[] {
  return logs.map(({ device, epoch, walk }) => {
    const { bad, entries, first, last, from, until, met } = walk
    const good = met.filter(({ n }) => !bad || n < bad.n)
    const upTo = (by: Anchor['by']) => good.filter((each) => each.by === by).toSorted((a, b) => b.n - a.n)[0]
    const of = logOf({ device, epoch })
    const inTree = (by: 'tree' | 'checkpoints', sealed: TreeWalk['sealed'] = null) => {
      const n = sealed?.logs.get(of)
      return sealed && n !== undefined && !bad ? [{ by, upTo: n, at: sealed.root.at }] : []
    }
    const signed = (['workstation', 'cloud', 'tree'] as const).flatMap((by) => {
      const anchor = upTo(by)
      return anchor ? [{ by, upTo: anchor.n, at: anchor.at }] : []
    })
    const own = inTree('tree', tree?.signed)
    return {
      file: item.name,
      device,
      epoch,
      entries,
      first,
      last,
      from,
      until,
      holds: bad === null,
      firstBad: bad?.n ?? null,
      what: bad?.what ?? null,
      // a whole tree says more than a place in one
      proven: [
        ...signed.filter(({ by }) => by !== 'tree' || own.length === 0),
        ...own,
        ...inTree('checkpoints', tree?.sealed),
      ],
      clock: walk.clock.report,
    }
  })
}
