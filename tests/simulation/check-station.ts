/** What a workstation must show at every moment: the cloud's rows as of its cursor, with what waits here over them. */
import { alike } from '../../shared/kernel/merge-field.ts'
import type { Change } from '../../shared/kernel/op.ts'
import { readManifest } from '../../src-main/store/manifest.ts'
import { anythingOpaque, type Kept } from '../../src-main/store/opaque.ts'
import { unpack } from '../../src-main/store/packing.ts'
import { cursorOf } from '../../src-main/store/points.ts'
import type { Store } from '../../src-main/store/store.ts'
import { chartField } from '../../src-main/store/chart-rows.ts'
import { isRefused } from './check-commit.ts'
import { ShownCharts } from './shown-charts.ts'
import { keyOf, short } from './issued.ts'
import { toldLost } from './told-lost.ts'
import type { Workstation } from './workstation.ts'

/** A change with the op it is of. */
type Waiting = Change & Readonly<{ op: string }>
type Pending = ReadonlyMap<string, readonly Waiting[]>
type State = Readonly<{
  /** The one that is read, or of which a snapshot is taken in. */
  epoch: string | null
  isHydrating: boolean
  isRereading: boolean
  refetch: string | null
}>
/** What is the same for all rows that are looked at in one go. */
type Seen = Readonly<{ state: State; charts: ShownCharts; anyOpaque: boolean }>

/** How a workstation's open file was when it was looked at last. */
export class Looked {
  /** What SQLite had changed by then, and by when everything was looked at; -1 for never. */
  at = -1
  wholeAt = -1
  state: State | null = null
  /** The ops that waited, and over what. */
  waiting = ''
  pending: Pending = new Map()
}

/**
 * Looks again at all that may show otherwise than when it was looked at last: rows that anybody wrote since, rows that the log
 * names, rows over which something else waits, and where the state of charts or of reading has changed, all over which anything
 * waits. Everything now and then (`everything`), after each opening, and at the end.
 */
export function checkStation(station: Workstation, everything: boolean): void {
  const { store, view, looked, written } = station
  const total = store.prepare<[], { n: number }>('SELECT total_changes() AS n').get()?.n ?? 0
  // where SQLite has written nothing since, there is nothing to look at
  if (total === (everything ? looked.wholeAt : looked.at)) return
  const state = stateOf(store)
  // what is read once more comes without a line that names it
  const whole = everything || looked.wholeAt < 0 || state.refetch !== looked.state?.refetch
  looked.at = total
  if (whole) looked.wholeAt = total
  checkPoint(station)
  const keys = moved(station)
  const waiting = store
    .prepare<[], { op: string; state: string }>('SELECT op, state FROM outbox ORDER BY localSeq')
    .all()
  checkKept(station, waiting, whole)
  const before = looked.pending
  const pending = pendingOf(station, waiting)
  const isOther = written.charts || !alike(state, looked.state)
  for (const key of [...pending.keys(), ...before.keys()])
    if (isOther || !sameOps(pending.get(key), before.get(key))) keys.add(key)
  looked.pending = pending
  looked.state = state
  if (state.isHydrating) for (const key of toldLost(store)) station.lostUnderSnapshot.add(key)
  for (const some of [station.charts.keys, written.keys]) {
    for (const key of some) keys.add(key)
    some.clear()
  }
  // what is kept unseen of a chart is in no table whose rows are told of, and goes and comes with it
  if (written.charts)
    for (const { type, id } of store.prepare<[], Kept>('SELECT type, id FROM opaque').all())
      keys.add(keyOf(type, id))
  written.charts = false
  if (whole) {
    for (const key of view.rows.keys()) keys.add(key)
    const all = station.version.all.map(({ type, table }) => `SELECT '${type}' AS type, id FROM ${table}`)
    const sql = [...all, 'SELECT type, id FROM opaque'].join(' UNION ALL ')
    for (const { type, id } of store.prepare<[], Change>(sql).all()) keys.add(keyOf(type, id))
  }
  const seen = { state, charts: new ShownCharts(station), anyOpaque: anythingOpaque(store) }
  for (const key of keys) checkRow(station, key, pending.get(key) ?? [], seen)
}

/** What of the state of reading decides how rows are to show. */
const stateOf = ({ sync }: Store): State => ({
  epoch: sync.get('epoch') ?? sync.get('hydrating'),
  isHydrating: sync.get('hydrating') !== null,
  isRereading: sync.get('rereading') === '1',
  refetch: sync.get('refetch'),
})

/** What waits over each row, by what the outbox holds. */
function pendingOf(station: Workstation, waiting: readonly Readonly<{ op: string }>[]): Pending {
  const { looked } = station
  const ops = waiting.map(({ op }) => op).join()
  if (ops === looked.waiting) return looked.pending
  looked.waiting = ops
  const pending = new Map<string, Waiting[]>()
  for (const { op } of waiting)
    for (const change of changesOf(station, op)) {
      const key = keyOf(change.type, change.id)
      const known = pending.get(key)
      if (known) known.push({ ...change, op })
      else pending.set(key, [{ ...change, op }])
    }
  return pending
}

const sameOps = (some: readonly Waiting[] = [], others: readonly Waiting[] = []): boolean =>
  some.length === others.length && some.every(({ op }, index) => op === others[index]?.op)

/** As the version that is here shows them. */
const changesOf = ({ world, version }: Workstation, op: string): readonly Change[] => {
  const issued = world.issued.get(op)
  return issued ? version.upConvert(issued.op).changes : []
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

/** Neither the log nor a snapshot shows anything as of an earlier point than was shown before, while the epoch is the same. */
function checkPoint(station: Workstation): void {
  const { world, store, name } = station
  // an earlier epoch may come back with a backup: what was shown of it was given up when it went
  if (station.shownUpTo?.epoch !== stateOf(store).epoch) {
    station.shownUpTo = null
    station.charts.shownAsOf.clear()
  }
  const before = station.shownUpTo?.seq ?? 0
  const point = readManifest(store)?.asOf ?? cursorOf(store)
  if (!point) return
  if (point.seq < before)
    world.violated(11, `${name}: what is shown went back from ${before} to ${point.seq}`)
  station.shownUpTo = point
}

/** No op leaves the outbox but for the archive, and none without its line. */
function checkKept(
  station: Workstation,
  waiting: readonly Readonly<{ op: string; state: string }>[],
  whole: boolean,
): void {
  const { world, store, view, known, givenUp, name } = station
  const count = store.prepare<[], { n: number }>('SELECT count(*) AS n FROM outbox_archive').get()?.n ?? 0
  if (!whole && waiting.length + count === known.size - givenUp.size) return
  const archived = store.prepare<[], { op: string }>('SELECT op FROM outbox_archive').all()
  const here = new Set([...waiting, ...archived].map(({ op }) => op))
  for (const op of known)
    if (!here.has(op) && !givenUp.has(op))
      world.violated(18, `${name}: op ${world.issued.get(op)?.n} is neither in the outbox nor in the archive`)
  for (const { op } of archived) {
    const status = view.ops.get(op)
    // of a history that was exchanged unseen, and whose place in the log is no longer kept
    if (world.issued.get(op)?.gone) continue
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

function checkRow(station: Workstation, key: string, pending: readonly Waiting[], seen: Seen): void {
  const { world, store, view, name } = station
  const { charts, state } = seen
  const [type = '', id = ''] = key.split('/')
  const record = station.version.of(type)
  const shown = record && store.writers.of(record).read(id)
  checkOpaque(station, key, pending, shown?.row, seen)
  if (!record) return
  const { shape } = record.row
  const chart = charts.of(record, shown?.row ?? view.rows.get(key)?.row ?? made(pending))
  if (chart?.held === 'no') return checkAway(station, key, shown, pending, state)
  // not whole: nobody is shown it, but for what is made there meanwhile. What was made before the epoch changed is not that
  const cameBack = ({ op }: Waiting) => view.cameBack(op, state.epoch)
  const isMadeHere = pending.some((change) => isMaking(change) && !cameBack(change))
  if (chart?.held === 'loading' && !isMadeHere) return
  // while a snapshot is taken in, some rows are as of it and the others as of before
  const hydrating = state.isHydrating
  const asShown = chart?.ahead ? chart.ahead.get(key) : view.rows.get(key)
  // nor does the log say anything here of a row whose chart is on its way, unless it has named it since
  const isUnheard = chart?.held === 'loading' && !isOverTheirs(store, type, id)
  const base = hydrating || isUnheard ? undefined : asShown
  const rereading = state.isRereading
  if (hydrating && rereading) station.rereadFromSnapshot = true
  const say = (invariant: number, what: string) =>
    world.violated(invariant, `${name}: ${type} ${short(id)} ${what}`)
  // not named by the log so far, or gone there under our changes: what we set is to be seen
  if (base?.row == null && pending.length > 0) {
    // what had been decided before the epoch changed was replaced by its outcome once
    const mine = pending.filter((change) => !cameBack(change))
    const last = mine.at(-1)
    if (last?.gone) return shown ? say(10, 'is shown and was removed here') : undefined
    const ours: Record<string, unknown> = Object.assign({}, ...mine.map(({ set }) => set))
    const hidden = Object.entries(ours).filter(
      ([field, set]) =>
        !alike(shown?.row[field], set) && !(asShown && isReplaced(station, key, mine, field, shown?.row)),
    )
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
    if (hydrating) return
    if (shown && !(rereading && shown.version === 0)) say(2, 'is shown and nobody made it')
    return
  }
  let row: Record<string, unknown> | null = base.row && { ...known(base.row, shape), id }
  // what was removed here and changed here later had come back between: the removal had not held
  let removed: typeof row = null
  for (const change of pending) {
    removed = row ?? removed
    row = change.gone ? null : { ...(row ?? removed), ...change.set, id }
  }
  if (!row || !shown) {
    if (row) say(pending.length > 0 ? 10 : 2, `is not shown, and is there at version ${base.version}`)
    // made here, gone in a chart that is ahead of the log: the line that takes it away comes. Of another history: it leaves
    // the chart where the log ends
    else if (shown && !((chart?.ahead || rereading) && shown.version === 0))
      say(pending.length > 0 ? 10 : 2, 'is shown, and is gone')
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

/** A chart that is not held is let go only when nothing of it waits; what waited once may come back after a restore. */
function checkAway(
  { world, name, view }: Workstation,
  key: string,
  shown: unknown,
  pending: readonly Waiting[],
  state: State,
): void {
  const waiting = pending.filter(({ op }) => !view.cameBack(op, state.epoch))
  // patients come before their charts with a snapshot: what is here stays until these are in
  if (waiting.length > 0 && !(shown && state.isHydrating))
    world.violated(18, `${name}: ${key} was let go, and ${waiting.length} changes wait over it`)
  // part of a snapshot is in: some of its rows may be
  else if (shown && pending.length === 0 && !state.isHydrating)
    world.violated(2, `${name}: ${key} is kept, and its chart is not held`)
}

/**
 * Whether a later change of ours stands in the field whose line came before theirs: a snapshot had passed theirs, and without the row,
 * which somebody removed; so they wait to be named again. What was typed last stays in sight until they are, and the row goes.
 */
function isReplaced(
  station: Workstation,
  key: string,
  waiting: readonly Waiting[],
  field: string,
  shown: Readonly<Record<string, unknown>> | undefined,
): boolean {
  const { issued } = station.world
  const numberOf = (op: string) => issued.get(op)?.n ?? 0
  const last = Math.max(...waiting.filter(({ set }) => field in set).map(({ op }) => numberOf(op)))
  return [...station.known].some(
    (op) =>
      numberOf(op) > last &&
      station.view.ops.has(op) &&
      station.keeps(op) &&
      changesOf(station, op).some(
        ({ type, id, set }) => keyOf(type, id) === key && field in set && alike(shown?.[field], set[field]),
      ),
  )
}

/** Whether the cloud's version is kept under what waits here. */
const isOverTheirs = (store: Store, type: string, id: string): boolean =>
  store.prepare('SELECT 1 FROM shadow WHERE type = ? AND id = ?').get(type, id) !== undefined

const made = (pending: readonly Waiting[]): Readonly<Record<string, unknown>> | undefined =>
  pending.find(isMaking)?.set

const known = (row: Readonly<Record<string, unknown>>, shape: object) =>
  Object.fromEntries(Object.entries(row).filter(([field]) => field in shape))

const isMaking = ({ baseVersion, base, gone }: Change): boolean =>
  baseVersion === 0 && Object.keys(base).length === 0 && !gone

/** What this version does not know of a row is kept as the log says it, and nothing else is. */
function checkOpaque(
  { world, store, view, version, name }: Workstation,
  key: string,
  pending: readonly Waiting[],
  shown: Readonly<Record<string, unknown>> | undefined,
  { state, charts, anyOpaque }: Seen,
): void {
  const [type = '', id = ''] = key.split('/')
  // as of before and as of now, side by side
  if (state.isHydrating || state.isRereading) return
  const kept =
    anyOpaque &&
    store
      .prepare<[string, string], { fields: Uint8Array }>(
        'SELECT fields FROM opaque WHERE type = ? AND id = ?',
      )
      .get(type, id)
  const fields = kept ? (JSON.parse(unpack(kept.fields)) as Record<string, unknown>) : null
  const record = version.of(type)
  const there = shown ?? view.rows.get(key)?.row ?? fields
  const chart = charts.of({ type, patient: record ? record.patient : chartField }, there)
  const isAway = chart?.held === 'no'
  if (chart?.held === 'loading' || (isAway && pending.length > 0)) return
  const said = chart?.ahead ? chart.ahead.get(key) : view.rows.get(key)
  const shape = record?.row.shape ?? {}
  const unknown = isAway ? [] : Object.entries(said?.row ?? {}).filter(([field]) => !(field in shape))
  if (!alike(unknown.length === 0 ? null : Object.fromEntries(unknown), fields))
    world.violated(23, `${name}: ${type} ${short(id)} is not kept as it was said`)
}
