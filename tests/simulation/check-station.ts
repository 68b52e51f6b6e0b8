/** What a workstation must show at every moment: the cloud's rows as of its cursor, with what waits here over them. */
import { alike } from '../../shared/kernel/merge-field.ts'
import type { Change } from '../../shared/kernel/op.ts'
import { readManifest } from '../../src-main/store/manifest.ts'
import { unpack } from '../../src-main/store/packing.ts'
import { cursorOf } from '../../src-main/store/points.ts'
import type { Store } from '../../src-main/store/store.ts'
import { chartField } from '../../src-main/store/chart-rows.ts'
import { isRefused } from './check-commit.ts'
import { ShownCharts } from './shown-charts.ts'
import { keyOf, short } from './issued.ts'
import type { Workstation } from './workstation.ts'

/** A change with the op it is of. */
type Waiting = Change & Readonly<{ op: string }>
type Pending = Map<string, Waiting[]>

export function checkStation(station: Workstation, everything: boolean): void {
  const { store, view } = station
  const [total] = store.prepare<[], { n: number }>('SELECT total_changes() AS n').all()
  // what is read once more comes without a line that names it
  const refetch = store.sync.get('refetch')
  const whole = everything || refetch !== station.refetch
  station.refetch = refetch
  if (!whole && total?.n === station.changesChecked) return
  station.changesChecked = total?.n ?? 0
  checkPoint(station)
  const keys = moved(station)
  const waiting = store
    .prepare<[], { op: string; state: string }>('SELECT op, state FROM outbox ORDER BY localSeq')
    .all()
  checkKept(station, waiting, whole)
  const pending: Pending = new Map()
  for (const { op } of waiting)
    for (const change of changesOf(station, op)) {
      const key = keyOf(change.type, change.id)
      pending.set(key, [...(pending.get(key) ?? []), { ...change, op }])
    }
  for (const key of [...pending.keys(), ...station.pendingKeys]) keys.add(key)
  station.pendingKeys = new Set(pending.keys())
  for (const key of station.charts.keys) keys.add(key)
  station.charts.keys.clear()
  if (whole) {
    for (const key of view.rows.keys()) keys.add(key)
    for (const { type, table } of station.version.all)
      for (const { id } of store.prepare<[], { id: string }>(`SELECT id FROM ${table}`).all())
        keys.add(keyOf(type, id))
    for (const { type, id } of store.prepare<[], Change>('SELECT type, id FROM opaque').all())
      keys.add(keyOf(type, id))
  }
  const charts = new ShownCharts(station)
  for (const key of keys) checkRow(station, key, pending.get(key) ?? [], charts)
}

/** As the version that is here shows them. */
const changesOf = ({ world, version }: Workstation, op: string): readonly Change[] => {
  const issued = world.issued.get(op)
  return issued ? version.upConvert(issued.op).changes : []
}

/** The epoch that is read, or of which a snapshot is taken in. */
const epochOf = ({ sync }: Store): string | null => sync.get('epoch') ?? sync.get('hydrating')

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
  if (station.shownUpTo?.epoch !== epochOf(store)) {
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
  const archived = store.prepare<[], { op: string }>('SELECT op FROM outbox_archive').all()
  if (!whole && waiting.length + archived.length === known.size - givenUp.size) return
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

function checkRow(station: Workstation, key: string, pending: readonly Waiting[], charts: ShownCharts): void {
  const { world, store, view, name } = station
  const [type = '', id = ''] = key.split('/')
  const record = station.version.of(type)
  checkOpaque(station, key, pending, charts)
  if (!record) return
  const shown = store.writers.of(record).read(id)
  const { shape } = record.row
  const chart = charts.of(record, shown?.row ?? view.rows.get(key)?.row ?? made(pending))
  if (chart?.held === 'no') return checkAway(station, key, shown, pending)
  // not whole: nobody is shown it, but for what is made there meanwhile. What was made before the epoch changed is not that
  const cameBack = ({ op }: Waiting) => view.cameBack(op, epochOf(store))
  const isMadeHere = pending.some((change) => isMaking(change) && !cameBack(change))
  if (chart?.held === 'loading' && !isMadeHere) return
  // while a snapshot is taken in, some rows are as of it and the others as of before
  const hydrating = store.sync.get('hydrating') !== null
  const asShown = chart?.ahead ? chart.ahead.get(key) : view.rows.get(key)
  const base = hydrating ? undefined : asShown
  const rereading = store.sync.get('rereading') === '1'
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
  { world, name, store, view }: Workstation,
  key: string,
  shown: unknown,
  pending: readonly Waiting[],
): void {
  const waiting = pending.filter(({ op }) => !view.cameBack(op, epochOf(store)))
  if (waiting.length > 0)
    world.violated(18, `${name}: ${key} was let go, and ${waiting.length} changes wait over it`)
  // part of a snapshot is in: some of its rows may be
  else if (shown && pending.length === 0 && store.sync.get('hydrating') === null)
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
  charts: ShownCharts,
): void {
  const [type = '', id = ''] = key.split('/')
  // as of before and as of now, side by side
  if (store.sync.get('hydrating') !== null || store.sync.get('rereading') === '1') return
  const kept = store
    .prepare<[string, string], { fields: Uint8Array }>('SELECT fields FROM opaque WHERE type = ? AND id = ?')
    .get(type, id)
  const fields = kept ? (JSON.parse(unpack(kept.fields)) as Record<string, unknown>) : null
  const record = version.of(type)
  const there = (record && store.writers.of(record).read(id)?.row) ?? view.rows.get(key)?.row ?? fields
  const chart = charts.of({ type, patient: record ? record.patient : chartField }, there)
  const isAway = chart?.held === 'no'
  if (chart?.held === 'loading' || (isAway && pending.length > 0)) return
  const said = chart?.ahead ? chart.ahead.get(key) : view.rows.get(key)
  const shape = record?.row.shape ?? {}
  const unknown = isAway ? [] : Object.entries(said?.row ?? {}).filter(([field]) => !(field in shape))
  if (!alike(unknown.length === 0 ? null : Object.fromEntries(unknown), fields))
    world.violated(23, `${name}: ${type} ${short(id)} is not kept as it was said`)
}
