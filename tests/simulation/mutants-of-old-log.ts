/** What happens to a log that grows old, and to those who come back to it. One rule after the other taken away. */
import type { Mutant } from './mutants.ts'

const compact = 'src-cloud/executor/compact-segments.ts'
const segment = 'src-cloud/executor/log-segment.ts'
const readLog = 'src-cloud/executor/read-log.ts'
const chain = 'shared/sync/log-chain.ts'
const engine = 'src-main/sync/engine.ts'
const hydration = 'src-main/store/hydration.ts'
const apply = 'src-main/store/apply.ts'

/** Away for long enough to meet what was compacted, and to come too late. */
const away = ['slow', 'killWorkstation', 'partition', 'dropRequest'] as const

export const mutantsOfOldLog: readonly Mutant[] = [
  {
    name: 'compaction drops what says that a row is gone',
    file: compact,
    from: 'const stays = row === null || this.#last.get(row) === at',
    to: 'const stays = row === null || (this.#last.get(row) === at && !line?.includes(\'"r":null\'))',
    often: ['compaction', 'remove', ...away],
    first: 16,
    seeds: 200,
  },
  {
    name: 'compaction drops how ops were decided',
    first: 3,
    file: compact,
    from: 'return t === undefined || id === undefined ? null : `${t}/${id}`',
    to: "return t === undefined || id === undefined ? 'op' : `${t}/${id}`",
    // whoever misses a line sends its op once more
    also: [{ file: apply, from: '    sendAgainUpTo(this.#store, cursor.seq)\n', to: '' }],
    often: ['compaction', ...away],
    seeds: 200,
  },
  {
    name: 'compaction keeps the first line of a row',
    first: 7,
    file: compact,
    from: 'if (each.row !== null) this.#last.set(each.row, this.#lines.length)',
    to: 'if (each.row !== null && !this.#last.has(each.row)) this.#last.set(each.row, this.#lines.length)',
    often: ['compaction', ...away],
    seeds: 200,
  },
  {
    name: 'a compacted range comes in parts, and a part is taken',
    first: 7,
    file: segment,
    from: 'export function rangeAfter(sha256: Sha256, segment: LogSegment, seq: number): LogRange {\n',
    to: `export function rangeAfter(sha256: Sha256, segment: LogSegment, seq: number): LogRange {
  const some = [...linksOf(sha256, segment)].filter((link) => link.seq > seq)
  const cut = some.findIndex(({ line }) => line !== null && line.endsWith('"end":1}'))
  const part = some.slice(0, cut + 1)
  const last = part.at(-1)
  if (last && segment.left.length > 0)
    return {
      lines: part.flatMap(({ line }) => line ?? []),
      left: part.flatMap(({ line, lineHash }) => (line === null ? lineHash : [])),
      to: last.seq,
      h: last.h,
    }
`,
    often: ['compaction', ...away],
    seeds: 200,
  },
  {
    name: 'what a compacted range leaves out need not hash',
    first: 22,
    file: chain,
    from: "if (seq !== to.seq || h !== to.h) return { ok: false, why: 'page.hash' }",
    to: '',
    also: [
      { file: chain, from: "if (left.length > 0) return { ok: false, why: 'page.gap' }", to: '' },
      // and the cloud forgets a line of it
      {
        file: segment,
        from: 'lines: links.flatMap(({ line }) => line ?? []),',
        to: 'lines: links.flatMap(({ line }, n) => (n === 0 ? [] : line ?? [])),',
      },
      {
        file: segment,
        from: 'left: links.flatMap(({ line, lineHash }) => (line === null ? lineHash : [])),',
        to: 'left: links.flatMap(({ line, lineHash }, n) => (n === 0 || line === null ? lineHash : [])),',
      },
    ],
    often: ['compaction', ...away],
    seeds: 200,
  },
  {
    name: 'what can no longer be told is taken for another history',
    file: readLog,
    from: "return point.seq < (await practices.oldest(practice)) ? 'expired' : 'other'",
    to: "return 'other'",
    often: ['expiry', ...away],
    first: 2,
    seeds: 200,
  },
  {
    name: 'what has expired is waited for',
    file: engine,
    from: 'if (!isWaiting(store)) hydrateInstead(store, epoch)\n    return true',
    to: 'return isWaiting(store)',
    often: ['expiry', ...away],
    seeds: 200,
  },
  {
    name: 'a snapshot in place of an expired log empties the outbox',
    file: hydration,
    from: "store.sync.set('expired', '1')",
    to: "store.sync.set('expired', '1')\n      store.prepare('DELETE FROM outbox').run()",
    often: ['expiry', ...away],
    seeds: 200,
  },
  {
    name: 'a snapshot in place of an expired log empties the archive',
    first: 25,
    file: hydration,
    from: "store.sync.set('expired', '1')",
    to: "store.sync.set('expired', '1')\n      store.prepare('DELETE FROM outbox_archive').run()",
    often: ['expiry', ...away],
    seeds: 200,
  },
  {
    name: 'what was refused before the log expired is not sent again',
    file: hydration,
    from: "      if (sync.get('expired') === '1') sendRefusedAgain(store)\n",
    to: '',
    often: ['workstationClone', 'poison', 'invalidRow'],
    first: 149,
  },
  {
    name: 'what has gone while the log expired stays in the chart',
    first: 6,
    file: hydration,
    from: "  store.sync.set('hydratingAgain', '1')\n",
    to: "  if (store.sync.get('hydrating') === null) store.sync.set('hydratingAgain', '1')\n",
    often: ['expiry', 'remove', ...away],
    seeds: 300,
  },
  {
    name: 'a new epoch while a snapshot takes the place of a log forgets what was acknowledged',
    file: hydration,
    from: "if (store.sync.get('expired') === '1') forgetEpoch(store, at)\n        else {",
    to: '{',
    often: ['expiry', 'cloudRestore', 'cloudRestoreUnannounced', ...away],
    first: 114,
    seeds: 300,
  },
  {
    name: 'a snapshot that ends before what was shown is taken',
    file: 'src-main/sync/hydrate.ts',
    from: " || manifest.asOf.seq < store.sync.number('notBefore', 0)",
    to: '',
    // the cloud is set back while a snapshot is on its way, which takes its time
    often: ['expiry', 'cloudRestoreUnannounced'],
    plan: {
      workstations: 2,
      lengthMs: 600_000,
      thinkMs: 45_000,
      latencyMs: 2000,
      pageLines: 1,
      pollMs: 5000,
    },
    first: 60,
    seeds: 200,
  },
  {
    name: 'what was made here and has gone before the snapshot stays',
    file: apply,
    from: 'if (named.has(keyOf(type, id))) this.#writerOf(type).forgetVersion(id)',
    to: 'if (named.size >= 0) this.#writerOf(type).forgetVersion(id)',
    often: ['expiry', 'remove', ...away],
    first: 69,
    seeds: 300,
  },
]
