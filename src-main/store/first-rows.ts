/** What a workstation that joins a practice begins with: rows as the cloud has them, and numbers of its own. */
import type { RecordType } from '../../shared/kernel/record.ts'
import type { NumberBlock } from '../../shared/sync/enrol.ts'
import { takeNumbers } from './numbers.ts'
import type { Store } from './store.ts'

export type FirstRow = Readonly<{
  record: RecordType
  row: Record<string, unknown> & { id: string }
  /** The cloud's. */
  version: number
}>

/** Into an empty store. No op is made of them: the cloud has them. */
export function writeFirstRows(store: Store, rows: readonly FirstRow[], numbers: NumberBlock | null): void {
  store.db
    .transaction(() => {
      for (const { record, row, version } of rows) store.writers.of(record).insert(row, version)
      if (numbers) takeNumbers(store, numbers)
    })
    .immediate()
}
