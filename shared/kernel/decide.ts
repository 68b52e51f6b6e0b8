/**
 * What becomes of an op. One pure function, run by the cloud and by the simulator: the merge classes that records
 * declare decide each field, and a command's own rule what no field can say. Source: docs/sync.md, "Deciding".
 */
import { alike, mergeField, type Base } from './merge-field.ts'
import type { Change, Op } from './op.ts'
import { completed, type RecordType } from './record.ts'

/** Who made a value: the op, its author and workstation, and when by their clocks. */
export type Stamp = Readonly<{ op: string; actor: string; at: string; hlc: string; device: string }>

/** A row as the cloud holds it. `row` is null once it is gone: a version that says so, never a missing one. */
export type Held = Readonly<{
  version: number
  row: Readonly<Record<string, unknown>> | null
  /** Of a row that is gone: what it said last. */
  was?: Readonly<Record<string, unknown>> | null
  /** Who made the row as a whole, and who made those fields that were changed since. */
  stamp: Stamp
  fields: Readonly<Record<string, Stamp>>
}>

export type Write = Readonly<{ type: string; id: string; held: Held }>

/** Something its author should hear of: a value that gave way to a later one, or that a later one had overtaken. */
export type Notice = Readonly<{
  code: 'overwrote' | 'overtaken' | 'merged' | 'conflict'
  type: string
  id: string
  field: string | null
  /** Of `overtaken`: the value itself, which stands in no version of the row. */
  value?: unknown
}>

export type Status = 'applied' | 'merged' | 'conflict' | 'addendum' | 'held' | 'rejected'
export type Decision = Readonly<{
  status: Status
  /** Why it was refused or is held: a stable key. */
  reason: string | null
  /** New versions, in the order they are logged; conflicts are rows like any other. Empty where refused. */
  writes: readonly Write[]
  notices: readonly Notice[]
}>

export interface State {
  /** Undefined where there never was such a row. */
  get(type: string, id: string): Held | undefined
}

/** What a command decides for itself. Null leaves it to the merge classes. */
export type Rule = (op: Op, state: State) => Readonly<{ refuse: string }> | Readonly<{ op: Op }> | null

export type Deciding = Readonly<{
  recordOf(type: string): RecordType | undefined
  ruleOf(kind: string): Rule | undefined
  device: string
  /** The op's hybrid clock, corrected by what the cloud knows of the workstation's. */
  hlc: string
  /** How the ops it builds on ended; those that are not named here have not come. */
  outcomes: ReadonlyMap<string, Status>
}>

const refused = (reason: string, status: 'rejected' | 'held' = 'rejected'): Decision => ({
  status,
  reason,
  writes: [],
  notices: [],
})

class Refusal extends Error {}

export function decide(asked: Op, state: State, deciding: Deciding): Decision {
  for (const dep of asked.deps) {
    const outcome = deciding.outcomes.get(dep)
    if (outcome === undefined) return refused('op.dependency-missing', 'held')
    if (outcome === 'rejected' || outcome === 'held') return refused('op.dependency-refused', 'held')
  }
  const verdict = deciding.ruleOf(asked.kind)?.(asked, state) ?? null
  if (verdict && 'refuse' in verdict) return refused(verdict.refuse)
  const op = verdict?.op ?? asked
  const work = new Work(op, state, deciding)
  try {
    for (const change of op.changes) work.change(change)
  } catch (error) {
    if (error instanceof Refusal) return refused(error.message)
    throw error
  }
  return work.decision()
}

/** The rows a decision looks at, so that an executor can fetch them at once. */
export const rowsOf = (op: Op): readonly Readonly<{ type: string; id: string }>[] =>
  op.changes.map(({ type, id }) => ({ type, id }))

class Work {
  readonly #op: Op
  readonly #state: State
  readonly #deciding: Deciding
  readonly #stamp: Stamp
  readonly #writes: Write[] = []
  readonly #conflicts: Write[] = []
  readonly #notices: Notice[] = []

  constructor(op: Op, state: State, deciding: Deciding) {
    this.#op = op
    this.#state = state
    this.#deciding = deciding
    this.#stamp = { op: op.op, actor: op.actor, at: op.at, hlc: deciding.hlc, device: deciding.device }
  }

  decision(): Decision {
    const merged = this.#notices.some(({ code }) => code !== 'conflict')
    return {
      status: this.#conflicts.length > 0 ? 'conflict' : merged ? 'merged' : 'applied',
      reason: null,
      writes: [...this.#writes, ...this.#conflicts],
      notices: this.#notices,
    }
  }

  change(change: Change): void {
    const record = this.#deciding.recordOf(change.type)
    if (!record) throw new Refusal('record.unknown')
    for (const field of Object.keys(change.set))
      if (!Object.hasOwn(record.merge, field)) throw new Refusal('field.unknown')
    const held = asOfNow(record, this.#state.get(change.type, change.id))
    if (change.gone) return this.#remove(record, change, held)
    if (held === undefined) return this.#make(record, change)
    if (held.row === null) return this.#onGone(record, change, held)
    return this.#amend(record, change, held, held.row)
  }

  #make(record: RecordType, change: Change): void {
    // an amendment names a version: a row that is not here was never made, or its making was refused
    if (!isMaking(change)) throw new Refusal('row.missing')
    const row = { ...completed(record, change.set) }
    this.#write(record, change, { version: 1, row, stamp: this.#stamp, fields: {} })
  }

  /** Nobody's change brings back what another removed; the choice of a person in the conflict about it does. */
  #onGone(record: RecordType, change: Change, held: Held): void {
    if (isMaking(change) && this.#op.changes.some((other) => this.#choosesToBringBack(other, change)))
      return this.#write(record, change, {
        version: held.version + 1,
        // an older workstation does not name the fields that it does not know
        row: { ...completed(record, { ...held.was, ...change.set }) },
        stamp: this.#stamp,
        fields: {},
      })
    // whoever made it shows it, and has no line to go by: the log says once more that it is gone
    if (isMaking(change)) this.#write(record, change, { ...held, version: held.version + 1 })
    // the whole row, so that whoever chooses it has it
    const whole = { ...change, set: { ...held.was, ...change.set } }
    this.#conflict(record, whole, held, 'deleted', fieldsOf(whole, {}))
  }

  #choosesToBringBack({ type, id, set }: Change, { type: entityType, id: entityId }: Change): boolean {
    if (type !== 'conflict' || set['state'] !== 'resolved') return false
    const conflict = this.#state.get(type, id)?.row
    return (
      conflict?.['kind'] === 'deleted' &&
      conflict['state'] === 'open' &&
      conflict['entityType'] === entityType &&
      conflict['entityId'] === entityId
    )
  }

  #remove(record: RecordType, change: Change, held: Held | undefined): void {
    if (held === undefined) throw new Refusal('row.missing')
    if (held.row === null) return
    const present = held.row
    // whoever does not know a field that came later saw in it what rows from before it say
    const seen = completed(record, change.base)
    const since = Object.keys(seen).filter((field) => !alike(present[field], seen[field]))
    if (since.length > 0) {
      const fields = since.map((field) => ({ field, held: present[field], offered: null }))
      return this.#conflict(record, change, held, 'removed', fields)
    }
    this.#write(record, change, {
      version: held.version + 1,
      row: null,
      was: present,
      stamp: this.#stamp,
      fields: {},
    })
  }

  #amend(record: RecordType, change: Change, held: Held, present: Readonly<Record<string, unknown>>): void {
    const made = isMaking(change)
    const row: Record<string, unknown> = { ...present }
    const stamps: Record<string, Stamp> = { ...held.fields }
    const disputed: string[] = []
    for (const [field, next] of Object.entries(change.set)) {
      const mergeClass = record.merge[field]
      if (mergeClass === undefined) throw new Refusal('field.unknown')
      const by = held.fields[field] ?? held.stamp
      const base: Base = made || !Object.hasOwn(change.base, field) ? 'unseen' : { seen: change.base[field] }
      const merge = mergeField(mergeClass, base, present[field], next, this.#stamp.hlc > by.hlc)
      if ('refused' in merge) throw new Refusal(merge.refused)
      if ('conflict' in merge) disputed.push(field)
      else if ('keep' in merge) this.#note('overtaken', change, field, { value: next })
      else if (merge.how !== 'same') {
        row[field] = merge.take
        stamps[field] = this.#stamp
        if (merge.how === 'merged') this.#note(mergeClass === 'low' ? 'overwrote' : 'merged', change, field)
      }
    }
    if (Object.keys(row).some((field) => !Object.is(row[field], present[field])))
      this.#write(record, change, { version: held.version + 1, row, stamp: held.stamp, fields: stamps })
    if (disputed.length > 0)
      this.#conflict(record, change, held, 'fields', fieldsOf(change, present, disputed))
  }

  #write(record: RecordType, { type, id }: Change, held: Held): void {
    // two changes that were each valid may be none together
    if (held.row !== null && !record.row.safeParse({ ...held.row, id }).success)
      throw new Refusal('row.invalid')
    this.#writes.push({ type, id, held })
  }

  #note(
    code: Notice['code'],
    { type, id }: Change,
    field: string | null,
    more: Pick<Notice, 'value'> = {},
  ): void {
    this.#notices.push({ code, type, id, field, ...more })
  }

  #conflict(
    record: RecordType,
    change: Change,
    held: Held,
    kind: 'fields' | 'deleted' | 'removed',
    fields: readonly Readonly<{ field: string; held: unknown; offered: unknown }>[],
  ): void {
    const patient = record.patient === null ? null : (held.row ?? held.was ?? change.set)[record.patient]
    const by = fields[0] && held.fields[fields[0].field]
    const row = {
      kind,
      entityType: change.type,
      entityId: change.id,
      patientId: record.patient === 'id' ? change.id : typeof patient === 'string' ? patient : null,
      safety: record.safety,
      fields: fields.map(({ field, held: mine, offered }) => ({
        field,
        held: mine ?? null,
        offered: offered ?? null,
      })),
      heldBy: originOf(by ?? held.stamp),
      offeredBy: originOf(this.#stamp),
      state: 'open',
      choice: null,
      resolvedBy: null,
      resolvedAt: null,
      madeAt: this.#op.at,
    }
    this.#note('conflict', change, null)
    this.#conflicts.push({
      type: 'conflict',
      id: conflictId(this.#op.op, this.#conflicts.length),
      held: { version: 1, row, stamp: this.#stamp, fields: {} },
    })
  }
}

/** A row that was written before a field was added says in it what all of them do. */
const asOfNow = (record: RecordType, held: Held | undefined): Held | undefined =>
  held?.row ? { ...held, row: completed(record, held.row) } : held

const originOf = ({ op, actor, at, device }: Stamp) => ({ op, actor, at, device })

/** Whether a change makes a row: an amendment names a version or what was there before. */
const isMaking = ({ baseVersion, base, gone }: Change): boolean =>
  baseVersion === 0 && Object.keys(base).length === 0 && !gone

const fieldsOf = (
  change: Change,
  present: Readonly<Record<string, unknown>>,
  only: readonly string[] = Object.keys(change.set),
) => only.map((field) => ({ field, held: present[field], offered: change.set[field] }))

/**
 * The same op makes the same conflicts, however often it is decided: after a restore of the cloud it is decided again.
 * The op's id with its version digit 8 and the number of the conflict in its last two bytes.
 */
export function conflictId(op: string, n: number): string {
  return `${conflictsOf(op)}${n.toString(16).padStart(4, '0')}`
}

/** How the ids of all conflicts that an op makes begin. */
export const conflictsOf = (op: string): string => `${op.slice(0, 14)}8${op.slice(15, 32)}`
