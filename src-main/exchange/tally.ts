/** Counts resources by type so that the sums always add up. */
import type { ImportReport, TypeCounts } from '../../shared/exchange/import-report.ts'
import type { Tx } from '../store/tx.ts'

type Outcome = 'created' | 'changed' | 'unchanged' | 'refused'

export class Tally {
  keptYours = 0
  readonly #types = new Map<string, TypeCounts>()

  get types(): TypeCounts[] {
    return [...this.#types.values()]
  }

  /** `shown`: it has a row that screens show. */
  count(resourceType: string, outcome: Outcome, shown = false): void {
    const counts = this.#types.get(resourceType) ?? none(resourceType)
    this.#types.set(resourceType, counts)
    counts.read += 1
    counts[outcome] += 1
    if (outcome === 'refused') return
    counts.stored += 1
    if (shown) counts.shown += 1
    else counts.keptOnly += 1
  }
}

const none = (resourceType: string): TypeCounts => ({
  resourceType,
  read: 0,
  stored: 0,
  shown: 0,
  keptOnly: 0,
  refused: 0,
  created: 0,
  changed: 0,
  unchanged: 0,
})

/** Both together, the types with most resources first. */
export function addCounts(a: readonly TypeCounts[], b: readonly TypeCounts[]): TypeCounts[] {
  const sums = new Map(a.map((counts) => [counts.resourceType, { ...counts }]))
  for (const more of b) {
    const sum = sums.get(more.resourceType) ?? none(more.resourceType)
    sums.set(more.resourceType, sum)
    for (const key of keys) sum[key] += more[key]
  }
  return [...sums.values()].sort((x, y) => y.read - x.read || (x.resourceType < y.resourceType ? -1 : 1))
}
const keys = ['read', 'stored', 'shown', 'keptOnly', 'refused', 'created', 'changed', 'unchanged'] as const

export const writeReport = (tx: Tx, importId: string, report: ImportReport): void =>
  void tx.writeLocal('UPDATE import_run SET report = ? WHERE id = ?', JSON.stringify(report), importId)
