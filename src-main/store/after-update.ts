/** The first start of a version that knows more than the one before. */
import { Op } from '../../shared/kernel/op.ts'
import { readRow, type ReadRow } from '../../shared/kernel/read-row.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import { layAgain } from './apply.ts'
import { chartOfRow } from './chart-rows.ts'
import { Covered } from './covered.ts'
import { keepOpaque, type Fields, type Kept } from './opaque.ts'
import { unpack } from './packing.ts'
import type { Store } from './store.ts'

/**
 * What was kept and is known now is written where it belongs, also under changes that wait; and what waits shows as this
 * version would have made it. Nothing is asked of the cloud for it. Once for each schema; all of it or nothing.
 */
export function makeReal(store: Store): void {
  const { sync, known } = store
  if (sync.number('sortedAs', 1) >= known.schema) return
  store.db
    .transaction(() => {
      for (const kept of store
        .prepare<[], Kept>('SELECT type, id, version, patient, fields FROM opaque')
        .all()) {
        const record = known.of(kept.type)
        if (record) write(store, record, kept)
      }
      layAgain(store, touchedByEarlier(store))
      sync.set('sortedAs', String(known.schema))
    })
    .immediate()
}

/** Rows that ops of an earlier version wait over, which this one would have made otherwise. */
function touchedByEarlier(store: Store): { type: string; id: string }[] {
  const waiting = store.prepare<[], { body: Uint8Array }>('SELECT body FROM outbox ORDER BY localSeq').all()
  return waiting.flatMap(({ body }) => {
    const op = Op.parse(JSON.parse(unpack(body)))
    const converted = store.known.upConvert(op)
    return converted === op ? [] : converted.changes.map(({ type, id }) => ({ type, id }))
  })
}

function write(store: Store, record: RecordType, kept: Kept): void {
  const { id, version } = kept
  const fields = JSON.parse(unpack(kept.fields)) as Fields
  const writer = store.writers.of(record)
  const here = writer.read(id)
  const whole = readRow(record, { ...here?.row, ...fields, id })
  if (whole && here) writer.replace(whole.row, here.version)
  else if (whole) writer.insert(whole.row, version)
  // where it was removed here meanwhile it is only there
  const read = underWhatWaits(store, record, kept, fields) ?? whole
  // of a version later still, some of it or all
  if (read) keepOpaque(store, { ...kept, patient: chartOfRow(record, read.row) }, read.unknown)
}

/** The cloud's version of a row that has changes of ours over it says it too; null where there is none. */
function underWhatWaits(
  store: Store,
  record: RecordType,
  { type, id }: Kept,
  fields: Fields,
): ReadRow | null {
  const covered = new Covered(store)
  const shadow = covered.shadowOf(type, id)
  if (!shadow?.base) return null
  const read = readRow(record, { ...(JSON.parse(shadow.base) as Fields), ...fields, id })
  if (read) covered.keepUnder({ type, id, version: shadow.baseVersion }, read.row)
  return read
}
