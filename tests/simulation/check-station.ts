/** What a workstation must show at every moment: the cloud's rows as of its cursor, with what waits here over them. */
import { alike } from '../../shared/kernel/merge-field.ts'
import type { Change } from '../../shared/kernel/op.ts'
import { records } from '../../shared/catalog.ts'
import { recordOfType } from '../../src-main/store/tables.ts'
import { isRefused } from './check-commit.ts'
import { keyOf, short } from './issued.ts'
import type { Workstation } from './workstation.ts'

/** A change with the op it is of. */
type Waiting = Change & Readonly<{ op: string }>
type Pending = Map<string, Waiting[]>

export function checkStation(station: Workstation, whole: boolean): void {
  const { world, store, view } = station
  const [total] = store.prepare<[], { n: number }>('SELECT total_changes() AS n').all()
  if (!whole && total?.n === station.changesChecked) return
  station.changesChecked = total?.n ?? 0
  const keys = moved(station)
  const waiting = store
    .prepare<[], { op: string; state: string }>('SELECT op, state FROM outbox ORDER BY localSeq')
    .all()
  checkKept(station, waiting, whole)
  const pending: Pending = new Map()
  for (const { op } of waiting)
    for (const change of world.issued.get(op)?.op.changes ?? []) {
      const key = keyOf(change.type, change.id)
      pending.set(key, [...(pending.get(key) ?? []), { ...change, op }])
    }
  for (const key of [...pending.keys(), ...station.pendingKeys]) keys.add(key)
  station.pendingKeys = new Set(pending.keys())
  if (whole) {
    for (const key of view.rows.keys()) keys.add(key)
    for (const { type, table } of Object.values(records))
      for (const { id } of store.prepare<[], { id: string }>(`SELECT id FROM ${table}`).all())
        keys.add(keyOf(type, id))
  }
  for (const key of keys) checkRow(station, key, pending.get(key) ?? [])
}

/** Moves the view to where the workstation says it stands. */
function moved(station: Workstation): Set<string> {
  const { world, store, view } = station
  const epoch = store.sync.get('epoch')
  if (epoch === null) return new Set()
  const cursor = { epoch, seq: store.sync.number('seq', 0), h: store.sync.get('h') ?? '' }
  if (view.epoch === epoch && view.h === cursor.h && view.seq === cursor.seq) return new Set()
  const found = view.moveTo(world.chain, cursor)
  if (typeof found !== 'string') return found
  world.violated(found.includes('inside') ? 12 : found.includes('back') ? 11 : 1, `${station.name}: ${found}`)
  return new Set()
}

/** No op leaves the outbox but for the archive, and none without its line. */
function checkKept(
  station: Workstation,
  waiting: readonly Readonly<{ op: string; state: string }>[],
  whole: boolean,
): void {
  const { world, store, view, known, givenUp, name } = station
  const archived = store.prepare<[], { op: string }>('SELECT op FROM outbox_archive').all()
  if (!whole && waiting.length + archived.length === known.size - givenUp.size) return
  const here = new Set([...waiting, ...archived].map(({ op }) => op))
  for (const op of known)
    if (!here.has(op) && !givenUp.has(op))
      world.violated(18, `${name}: op ${world.issued.get(op)?.n} is neither in the outbox nor in the archive`)
  for (const { op } of archived) {
    const status = view.ops.get(op)
    if (status === undefined || isRefused(status))
      world.violated(10, `${name}: op ${world.issued.get(op)?.n} left the outbox and its line was not read`)
  }
  for (const { op, state } of waiting) {
    if (state !== 'rejected' && state !== 'held') continue
    const found = store
      .prepare<[string], { same: number }>(
        `SELECT attention.body = outbox.body AND attention.state = 'open' AS same FROM attention JOIN outbox USING (op) WHERE op = ?`,
      )
      .get(op)
    if (found?.same !== 1)
      world.violated(4, `${name}: op ${world.issued.get(op)?.n} was refused and nobody is told`)
  }
}

function checkRow(station: Workstation, key: string, pending: readonly Waiting[]): void {
  const { world, store, view, name } = station
  const [type = '', id = ''] = key.split('/')
  const record = recordOfType(type)
  if (!record) return world.violated(2, `${name}: ${key} is of no type`)
  const shown = store.writers.of(record).read(id)
  const base = view.rows.get(key)
  const rereading = store.sync.get('rereading') === '1'
  const say = (invariant: number, what: string) =>
    world.violated(invariant, `${name}: ${type} ${short(id)} ${what}`)
  // not named by the log so far, or gone there under our changes: what we set is to be seen
  if (base?.row == null && pending.length > 0) {
    // what had been decided before the epoch changed was replaced by its outcome once
    const mine = pending.filter((change) => !station.view.cameBack(change.op))
    const last = mine.at(-1)
    if (last?.gone) return shown ? say(10, 'is shown and was removed here') : undefined
    const ours: Record<string, unknown> = Object.assign({}, ...mine.map(({ set }) => set))
    const hidden = Object.entries(ours).filter(([field, set]) => !alike(shown?.row[field], set))
    // a removal of ours hid it: it was given up when there was nothing left to show, or its line came before theirs
    const hiding = [...station.known].some((op) =>
      world.issued.get(op)?.op.changes.some((change) => change.gone && change.id === id),
    )
    if (hidden.length > 0 && !hiding && (base || mine.some(isMaking)))
      say(10, `does not show ${hidden.map(([field]) => field).join(', ')} as changed here`)
    return
  }
  if (!base) {
    // part of a snapshot is in; what it must come to is seen when it is whole
    if (store.sync.get('hydrating') !== null) return
    if (shown && !(rereading && shown.version === 0)) say(2, 'is shown and nobody made it')
    return
  }
  let row: Record<string, unknown> | null = base.row && { ...base.row, id }
  // what was removed here and changed here later had come back between: the removal had not held
  let removed: typeof row = null
  for (const change of pending) {
    removed = row ?? removed
    row = change.gone ? null : { ...(row ?? removed), ...change.set, id }
  }
  if (!row || !shown) {
    if (row) say(pending.length > 0 ? 10 : 2, `is not shown, and is there at version ${base.version}`)
    else if (shown) say(pending.length > 0 ? 10 : 2, 'is shown, and is gone')
    return
  }
  const differing = Object.keys({ ...row, ...shown.row }).filter(
    (field) => !alike(row[field], shown.row[field]),
  )
  if (differing.length > 0) {
    const ours = differing.some((field) => pending.some(({ set }) => field in set))
    say(
      ours ? 10 : 2,
      `shows another ${differing.join(', ')} than the log at ${view.seq} with ${pending.length} changes`,
    )
  } else if (!pending.some(isMaking) && shown.version !== base.version + pending.length)
    say(11, `is shown at version ${shown.version}: the log says ${base.version}, ${pending.length} wait`)
}

const isMaking = ({ baseVersion, base, gone }: Change): boolean =>
  baseVersion === 0 && Object.keys(base).length === 0 && !gone
