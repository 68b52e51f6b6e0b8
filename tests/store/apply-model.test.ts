/** Random histories: what the tables say is always the cloud's row with our waiting changes over it. */
import * as fc from 'fast-check'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { organizations } from '../../shared/access/organization.ts'
import { applyPage, type Ack, type CloudRow } from '../../src-main/store/apply.ts'
import { openStore, type Store } from '../../src-main/store/store.ts'
import { makeFolder, removeFolder } from '../kit/practice.ts'
import { command, countOf, localMigrations, newTestId, waitingOps } from '../kit/store.ts'

const folder = makeFolder(true)
const store = openStore(join(folder, 'clinical.db'), randomBytes(32), localMigrations, { create: true })
afterAll(() => {
  store.close()
  removeFolder(folder)
})

type Row = { id: string; name: string; kind: null; phone: string | null; address: null; active: boolean }
type Entry = { rows: CloudRow[]; ack: string | null }
type Step =
  | { do: 'put' | 'remove'; at: number; value: number }
  | { do: 'amend' | 'foreign'; at: number; field: 'name' | 'phone'; value: number }
  | { do: 'foreign-put' | 'foreign-remove'; at: number; value: number }
  | { do: 'decide'; verdict: 'take' | 'keep' }
  | { do: 'pull'; entries: number }
  | { do: 'pull-again' }

const at = fc.nat(3)
const value = fc.nat(1000)
const field = fc.constantFrom('name' as const, 'phone' as const)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('put' as const, 'remove' as const), at, value }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constantFrom('amend' as const, 'foreign' as const), at, field, value }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('foreign-put' as const, 'foreign-remove' as const),
      at,
      value,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      verdict: fc.constantFrom('take' as const, 'keep' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('pull' as const), entries: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pull-again' as const) }) },
)

/** The practice's cloud, as far as one workstation can see it: rows with versions, and a log of what changed. */
class Cloud {
  readonly rows = new Map<string, { version: number; row: Row | null }>()
  readonly log: Entry[] = []
  decided = new Set<string>()

  write(id: string, row: Row | null, ack: string | null = null): void {
    const version = (this.rows.get(id)?.version ?? 0) + 1
    this.rows.set(id, { version, row })
    this.log.push({ rows: [{ type: 'organization', id, version, row }], ack })
  }

  /** Decides the oldest op it has not seen: takes its change or keeps what it has. What has gone stays gone. */
  decide(store: Store, verdict: 'take' | 'keep'): void {
    const op = waitingOps(store).find((each) => !this.decided.has(each.op))
    const change = op?.changes[0]
    if (!op || !change) return
    this.decided.add(op.op)
    const known = this.rows.get(change.id)
    const isNew = change.baseVersion === 0 && Object.keys(change.base).length === 0 && !change.gone
    if (isNew) this.write(change.id, { ...(change.set as Omit<Row, 'id'>), id: change.id }, op.op)
    else if (verdict === 'keep' || !known?.row) this.log.push({ rows: [], ack: op.op })
    else this.write(change.id, change.gone ? null : { ...known.row, ...change.set }, op.op)
  }
}

/** One workstation and the cloud, and what it must show. */
class History {
  readonly ids = Array.from({ length: 4 }, () => newTestId())
  readonly cloud = new Cloud()
  /** The cloud's rows as of the cursor. */
  readonly base = new Map<string, { version: number; row: Row | null }>()
  readonly epoch = newTestId()
  cursor = 0
  last: Parameters<typeof applyPage>[1] | null = null

  #id(index: number): string {
    return this.ids[index] ?? ''
  }

  run(one: Step): void {
    const shown = (index: number) => store.writers.of(organizations).read(this.#id(index))
    switch (one.do) {
      case 'put':
        // an id is made once: neither we nor anyone else makes it again
        if (
          shown(one.at) ||
          this.cloud.rows.has(this.#id(one.at)) ||
          this.#pending(this.#id(one.at)).length > 0
        )
          this.ids[one.at] = newTestId()
        return void command(store, (tx) => tx.put(organizations, aRow(this.#id(one.at), one.value)))
      case 'remove':
        if (shown(one.at)) command(store, (tx) => tx.remove(organizations, this.#id(one.at)))
        return
      case 'amend':
        if (shown(one.at))
          command(store, (tx) => tx.amend(organizations, this.#id(one.at), { [one.field]: `l${one.value}` }))
        return
      case 'foreign': {
        const known = this.cloud.rows.get(this.#id(one.at))?.row
        if (known) this.cloud.write(this.#id(one.at), { ...known, [one.field]: `f${one.value}` })
        return
      }
      case 'foreign-put':
        if (!this.cloud.rows.has(this.#id(one.at)) && this.#pending(this.#id(one.at)).length === 0)
          this.cloud.write(this.#id(one.at), aRow(this.#id(one.at), one.value))
        return
      case 'foreign-remove':
        if (this.cloud.rows.get(this.#id(one.at))?.row) this.cloud.write(this.#id(one.at), null)
        return
      case 'decide':
        return this.cloud.decide(store, one.verdict)
      case 'pull':
        return this.pull(one.entries)
      case 'pull-again':
        return void (this.last && applyPage(store, this.last))
    }
  }

  pull(most: number): void {
    const entries = this.cloud.log.slice(this.cursor, this.cursor + most)
    if (entries.length === 0) return
    this.cursor += entries.length
    const rows = entries.flatMap((entry) => entry.rows)
    const acks: Ack[] = entries.flatMap(({ ack }, index) =>
      ack ? [{ op: ack, seq: index, status: 'applied', reason: null }] : [],
    )
    for (const { id, version, row } of rows) this.base.set(id, { version, row: row as Row | null })
    this.last = {
      rows,
      acks,
      cursor: { epoch: this.epoch, seq: this.cursor, h: String(this.cursor) },
      at: now,
    }
    applyPage(store, this.last)
  }

  #pending(id: string) {
    return waitingOps(store).flatMap(({ changes }) => changes.filter((change) => change.id === id))
  }

  /** Every row ever spoken of that the tables show otherwise than they should. */
  faults(): unknown[] {
    const faults: unknown[] = []
    for (const id of new Set([...this.ids, ...this.cloud.rows.keys()])) {
      const shown = store.writers.of(organizations).read(id)
      const base = this.base.get(id)
      const pending = this.#pending(id)
      let row: Record<string, unknown> | null = base?.row ?? null
      if (base?.row === null && pending.length > 0 && !pending.at(-1)?.gone) {
        // gone there under our changes: what we set is still to be seen
        const ours = Object.entries(Object.assign({}, ...pending.map(({ set }) => set)) as object)
        const hidden = ours.filter(([name, set]) => shown?.row[name] !== set)
        if (hidden.length > 0) faults.push({ id, hidden })
        continue
      }
      for (const change of pending) row = change.gone ? null : { ...row, ...change.set, id }
      const version = row ? (base?.version ?? 0) + pending.length : undefined
      if (!isDeepStrictEqual([shown?.row ?? null, shown?.version], [row, version]))
        faults.push({ id, shown, expected: { row, version } })
    }
    return faults
  }

  /** Everything decided and pulled: what still differs from the cloud, and what is left waiting. */
  quiesce(): unknown[] {
    for (let n = waitingOps(store).length; n > 0; n -= 1)
      this.cloud.decide(store, n % 2 === 0 ? 'take' : 'keep')
    while (this.cursor < this.cloud.log.length) this.pull(3)
    const differing = [...this.cloud.rows].filter(
      ([id, { version, row }]) =>
        !isDeepStrictEqual(store.writers.of(organizations).read(id), row ? { version, row } : undefined),
    )
    const left = ['outbox', 'outbox_effect', 'shadow'].filter((table) => countOf(store, table) > 0)
    return [...this.faults(), ...differing, ...left]
  }
}

const now = '2026-11-23T15:05:00.000Z'
const aRow = (id: string, n: number): Row => ({
  id,
  name: `n${n}`,
  kind: null,
  phone: null,
  address: null,
  active: true,
})

test('tables are the cloud’s rows with what waits over them, at every step; when nothing waits, the cloud’s rows', () => {
  const runs = Number(process.env['HOLDFAST_RUNS'] ?? 400)
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
      const history = new History()
      for (const one of steps) {
        history.run(one)
        expect(history.faults()).toEqual([])
      }
      expect(history.quiesce()).toEqual([])
    }),
    { numRuns: runs },
  )
})
