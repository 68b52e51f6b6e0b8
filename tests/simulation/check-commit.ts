/** What the cloud may write: looked at with every transaction it commits, by rules told a second time and not by its own. */
import { alike } from '../../shared/kernel/merge-field.ts'
import type { Change } from '../../shared/kernel/op.ts'
import { recordOfType } from '../../src-main/store/tables.ts'
import { rowKey } from '../../src-cloud/executor/practice-tx.ts'
import { unwanted } from './cloud.ts'
import { keyOf, short, type Issued } from './issued.ts'
import { presentVersion } from './versions.ts'
import type { Committed, Saved } from './model-practices.ts'
import type { World } from './world.ts'

type Row = Readonly<Record<string, unknown>> | null | undefined

export function checkCommit(world: World, what: Committed): void {
  checkLog(world, what)
  const before = new Map<string, Row>()
  const shownBefore = (key: string): Row =>
    before.has(key) ? before.get(key) : what.before.rows.get(key)?.row
  const executed = new Set(what.results.map(({ op }) => op))
  for (const { op } of what.saved)
    if (!executed.has(op)) world.violated(7, `rows without an outcome, of op ${short(op)}`)
  for (const { op, stored } of what.results) {
    const issued = world.issued.get(op)
    if (!issued) {
      world.violated(3, `an outcome of an op nobody made: ${op}`)
      continue
    }
    const known = what.before.results.get(op)
    const mine = what.saved.filter((saved) => saved.op === op)
    if (known && !isRefused(known.result.status))
      world.violated(7, `op ${issued.n} was carried out a second time`)
    issued.asked = false
    world.count(stored.result.status)
    world.tell(
      `cloud: op ${issued.n} of ${issued.station} ${stored.result.status} ${stored.result.reason ?? ''}`,
    )
    if (isRefused(stored.result.status)) {
      issued.refused = true
      world.count(stored.result.reason ?? '')
      if (mine.length > 0) world.violated(4, `op ${issued.n} was refused and wrote ${mine.length} rows`)
      checkVersion(world, issued, stored.result.reason)
      if (!what.quarantined.some((each) => each.op === op && each.text === issued.text))
        world.violated(4, `op ${issued.n} was refused and its text is not kept`)
      checkHeld(world, what, issued, stored.result.status, stored.result.reason)
    } else {
      checkDeps(world, issued, what)
      checkAuthor(world, issued, shownBefore(`user/${issued.op.actor}`))
      for (const change of issued.converted.changes)
        checkChange(world, issued, change, mine, shownBefore, what)
    }
    for (const { key, held } of mine) before.set(rowKey(key), held.row)
    for (const { key } of mine)
      if (recordOfType(key.type)?.by === 'cloud')
        world.violated(21, `op ${issued.n} of a workstation says what only the cloud may say`)
    for (const { key, held } of mine) checkPatient(world, issued, key.type, held.row, shownBefore)
  }
}

export const isRefused = (status: string): boolean => status === 'rejected' || status === 'held'

/**
 * Whoever no longer works here, or never did, writes nothing; the first thing a user does is to make themselves. After that nobody
 * says what they may do themselves, and who has no right to write in charts writes nothing in them.
 */
function checkAuthor(world: World, { n, op }: Issued, author: Row): void {
  const own = op.changes.filter(({ type, id }) => type === 'user' && id === op.actor)
  if (author ? author['active'] !== true : own.length === 0)
    world.violated(25, `op ${n} was carried out for one who does not work here`)
  if (!author) return
  if (
    own.some(({ set }) =>
      ['active', 'roles'].some((field) => field in set && !alike(set[field], author[field])),
    )
  )
    world.violated(25, `op ${n} changes what its own author may do`)
  const roles = author['roles'] as readonly string[]
  const charts = op.changes.some(({ type }) => type !== 'patient' && recordOfType(type)?.patient)
  if (charts && !roles.includes('physician'))
    world.violated(25, `op ${n} writes in a chart for one who may not`)
}

/** What an older version made is never refused for being older. */
function checkVersion(world: World, { n, older, op }: Issued, reason: string | null): void {
  const asked = op.changes.some(({ set }) => JSON.stringify(set).includes(unwanted))
  if (older && !asked && ['row.invalid', 'field.unknown', 'record.unknown'].includes(reason ?? ''))
    world.violated(23, `op ${n} of an older version was refused: ${reason}`)
}

function checkLog(world: World, { before, head, entries, saved }: Committed): void {
  let { seq, h } = before.head
  for (const entry of entries) {
    seq += 1
    if (entry.seq !== seq) world.violated(1, `line ${entry.seq} where ${seq} comes next`)
    const wrong = world.chain.add(h, seq, entry.line, entry.h)
    if (wrong !== null) world.violated(1, wrong)
    h = entry.h
  }
  if (head.seq !== seq || head.h !== h) world.violated(1, `the head says ${head.seq} after line ${seq}`)
  const lines = entries.filter(({ type }) => type !== 'op').length
  if (lines !== saved.length) world.violated(1, `${saved.length} rows were written and ${lines} logged`)
  const versions = new Map<string, number>()
  for (const { key, held } of saved) {
    const known = versions.get(rowKey(key)) ?? before.rows.get(rowKey(key))?.version ?? 0
    if (held.version !== known + 1)
      world.violated(11, `${key.type} ${short(key.id)} went from version ${known} to ${held.version}`)
    versions.set(rowKey(key), held.version)
  }
}

/** An op waits only for ops that it names and that were refused themselves. */
function checkHeld(
  world: World,
  { before, results }: Committed,
  { n, op }: Issued,
  status: string,
  reason: string | null,
): void {
  if (status !== 'held') return
  const blocked = op.deps.some((dep) => {
    const known = outcomeOf(dep, { before, results })
    if (known !== undefined) return isRefused(known)
    // whoever gave up what it needs sends it no more, also where a copy of theirs has it yet
    const givenUp = world.stations.some((station) => station.keeps(op.op) && station.givenUp.has(dep))
    return givenUp || (world.issued.get(dep)?.gone ?? true)
  })
  if (!blocked) world.violated(14, `op ${n} is held (${reason}) and nothing it needs was refused or is lost`)
}

/** Nobody has a chart who is not a patient. After a restore of the cloud they may come in the other order. */
function checkPatient(
  world: World,
  { n }: Issued,
  type: string,
  row: Row,
  shown: (key: string) => Row,
): void {
  const field = recordOfType(type)?.patient
  const id = field == null || field === 'id' || type === 'conflict' ? null : row?.[field]
  if (typeof id !== 'string' || shown(`patient/${id}`) || world.counts['restores of the cloud']) return
  world.violated(3, `op ${n} writes ${type} of patient ${short(id)}, who is not there`)
}

const outcomeOf = (op: string, { before, results }: Pick<Committed, 'before' | 'results'>) =>
  (results.find((each) => each.op === op)?.stored ?? before.results.get(op))?.result.status

/** What was refused carries nothing. */
function checkDeps(world: World, { n, op }: Issued, what: Committed): void {
  for (const dep of op.deps)
    if (isRefused(outcomeOf(dep, what) ?? 'held'))
      world.violated(4, `op ${n} was carried out without op ${world.issued.get(dep)?.n}, which it builds on`)
}

function checkChange(
  world: World,
  { n, op, seen }: Issued,
  change: Change,
  mine: readonly Saved[],
  shownBefore: (key: string) => Row,
  { results }: Committed,
): void {
  const key = keyOf(change.type, change.id)
  const merge = recordOfType(change.type)?.merge ?? {}
  const prior = shownBefore(key)
  const after = mine.findLast(({ key: each }) => rowKey(each) === key)
  const now: Row = after ? after.held.row : prior
  const saw = seen.get(key)
  const notices = results.find((each) => each.op === op.op)?.stored.result.notices ?? []
  const noted = (code: string, field: string) =>
    notices.some((each) => each.code === code && each.id === change.id && each.field === field)
  const inConflict = (field: string, side: 'held' | 'offered', value: unknown) =>
    mine.some(({ key: each, held }) => {
      if (each.type !== 'conflict' || held.row?.['entityId'] !== change.id) return false
      const fields = held.row['fields'] as readonly Record<string, unknown>[]
      return fields.some((one) => one['field'] === field && alike(one[side], value ?? null))
    })
  const where = `op ${n}: ${change.type} ${short(change.id)}`
  if (change.gone) {
    if (now) {
      if (!mine.some(({ held }) => held.row?.['entityId'] === change.id && held.row['kind'] === 'removed'))
        world.violated(4, `${where} was to go, stays, and no conflict says so`)
    } else if (prior)
      for (const [field, value] of Object.entries(prior))
        if (saw && field !== 'id' && !alike(field in saw ? saw[field] : unseen(change, field), value))
          world.violated(5, `${where}.${field} was removed unseen`)
    return
  }
  // only a choice brings back what somebody removed
  const chosen = op.changes.some(({ type, set }) => type === 'conflict' && set['state'] === 'resolved')
  if (prior === null && now && !chosen) world.violated(5, `${where} was gone, and came back by itself`)
  for (const [field, offered] of Object.entries(change.set)) {
    const was = prior?.[field]
    const is = now?.[field]
    if (prior && !alike(was, is) && !alike(was, saw?.[field])) {
      const said = merge[field] === 'low' && noted('overwrote', field)
      if (!said && !inConflict(field, 'held', was))
        world.violated(
          5,
          `${where}.${field}: ${show(was)} was overwritten by one who saw ${show(saw?.[field])}`,
        )
    }
    if (now === null || !alike(is, offered)) {
      const said =
        merge[field] === 'low' &&
        notices.some(
          ({ code, id, field: of, value }) =>
            code === 'overtaken' && id === change.id && of === field && alike(value, offered),
        )
      if (!said && !inConflict(field, 'offered', offered))
        world.violated(4, `${where}.${field}: ${show(offered)} is nowhere`)
    }
  }
  for (const field of Object.keys({ ...prior, ...now }))
    if (prior && now && !(field in change.set) && !alike(prior[field], now[field]))
      world.violated(5, `${where}.${field} was changed by an op that does not name it`)
}

/** What an older version had been told of a field that it does not know: what it says itself, or what rows from before it do. */
const unseen = ({ type, base }: Change, field: string): unknown =>
  base[field] ?? presentVersion.of(type)?.added[field]

const show = (value: unknown): string => JSON.stringify(value)?.slice(0, 40) ?? 'nothing'
