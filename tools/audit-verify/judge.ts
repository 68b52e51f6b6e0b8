/** What of an export does not fit: in itself, with what was signed of it, and with what others say. */
import { statementName } from '../../shared/audit/published.ts'
import { logOf, practiceOf, type Facts } from './facts.ts'
import type { Walked } from './export-walk.ts'
import type { LogWalk } from './log-walk.ts'
import type { FaultKind } from './report.ts'

/** Clocks of two machines may be so far apart. */
const apartMs = 3_600_000

const words: Readonly<Record<string, string>> = {
  edited: 'was changed',
  deleted: 'is missing',
  'tail-deleted': 'and what followed are missing',
  reordered: 'stands elsewhere',
  inserted: 'was put in',
  duplicated: 'stands twice',
  replaced: 'and what follows were written anew',
}

export function judge(walked: Walked, facts: Facts): void {
  const { item, statement, isSame, logs } = walked
  for (const { device, epoch, walk } of logs) {
    const log = { device, epoch }
    if (walk.bad) {
      const { n, what, upTo, source } = walk.bad
      const where = upTo === undefined || upTo === n ? `entry ${n}` : `entry ${n}, or one up to ${upTo},`
      const why = source === undefined ? '' : `, by what was signed (${source})`
      facts.fault(what, item.name, `${where} ${words[what] ?? what}${why}`, {
        log,
        firstBad: n,
        ...(upTo !== undefined && { upTo }),
      })
    }
    const [fork] = walk.forks.toSorted((a, b) => a.n - b.n)
    if (fork)
      facts.fault('fork', item.name, `another history of this workstation is in ${fork.source}`, {
        log,
        firstBad: lastAgreed(walk, fork.n) + 1,
        upTo: fork.n,
      })
  }
  if (isSame === false) facts.fault('statement', item.name, 'this is not the file its statement was made for')
  if (statement?.proofs.by !== 'cloud') oneChain(walked, facts)
  if (statement?.proofs.whole && isSame) {
    behind(walked, facts)
    tree(walked, facts)
  }
}

const lastAgreed = ({ met }: LogWalk, before: number): number =>
  Math.max(0, ...met.filter(({ n }) => n < before).map(({ n }) => n))

/** A workstation writes one chain: another epoch goes on from the one before. */
function oneChain({ item, logs }: Walked, facts: Facts): void {
  for (const own of Map.groupBy(logs, ({ device }) => device).values()) {
    const inOrder = own.toSorted((a, b) => a.epoch - b.epoch)
    inOrder.slice(1).forEach((log, index) => {
      const before = inOrder[index]
      const [end, begins] = [before?.walk.end, log.walk.begins]
      if (!end || !begins || before?.walk.bad || log.walk.bad) return
      if (begins.n === end.n && begins.h === end.h) return
      const what: FaultKind = begins.n > end.n ? 'deleted' : 'replaced'
      facts.fault(what, item.name, `epoch ${log.epoch} does not go on from the end of the one before`, {
        log: { device: log.device, epoch: log.epoch },
        firstBad: end.n + 1,
      })
    })
  }
}

/** It is whole and ends before what was signed of it earlier. */
function behind({ item, statement, logs, tree, ends }: Walked, facts: Facts): void {
  const made = Date.parse(statement?.at ?? '')
  const own = statementName(item.name)
  const practice = practiceOf(statement?.proofs.tree?.said.origin ?? '')
  for (const of of new Set([...facts.anchors.keys(), ...ends.keys()])) {
    const log = logs.find((each) => logOf(each) === of)
    if (log ? log.walk.bad : !tree) continue
    const later = [...(facts.anchors.get(of) ?? []), ...(ends.get(of) ?? [])]
      .filter(({ n }) => n > (log?.walk.last ?? 0))
      .filter(({ at, source }) => source === own || Date.parse(at) + apartMs < made)
      // what a workstation has signed need not have come to the cloud; what the cloud has signed has
      .filter(
        ({ by, practice: of, source }) => source === own || !tree || (by === 'cloud' && of === practice),
      )
      .toSorted((a, b) => b.n - a.n)[0]
    if (!later) continue
    const [device = '', epoch = ''] = of.split('/')
    facts.fault(
      tree || later.source === own ? 'tail-deleted' : 'set-back',
      item.name,
      `it ends at entry ${log?.walk.last ?? 0}, and entry ${later.n} was there before (${later.source})`,
      { log: { device, epoch: Number(epoch) }, firstBad: (log?.walk.last ?? 0) + 1 },
    )
  }
}

function tree({ item, statement, tree }: Walked, facts: Facts): void {
  const own = statement?.proofs.tree?.said
  if (!tree || !own) return
  for (const [origin, { root, agreed }] of tree.differing) {
    const what = origin === own.origin ? 'rewritten' : 'other-history'
    const ours = `the tree of the first ${root.size} entries is not the one that was signed at ${root.at} (${root.source})`
    const text = what === 'rewritten' ? ours : `the cloud says it was restored, and ${ours}`
    facts.fault(what, item.name, text, { firstBad: agreed + 1, upTo: root.size })
  }
  const larger = tree
    .larger()
    .filter(({ origin, at }) => !tree.differing.has(origin) && at <= own.at)
    .at(-1)
  if (larger)
    facts.fault(
      larger.origin === own.origin ? 'rewritten' : 'other-history',
      item.name,
      `the tree ends at ${tree.size} entries, and one of ${larger.size} was signed at ${larger.at} (${larger.source})`,
      { firstBad: tree.size + 1 },
    )
}
