import type { OutputOf } from '../../shared/kernel/contract.ts'
import { getOutage, type KeptLine } from '../../shared/downtime/get-outage.ts'
import { conflictsOf } from '../../shared/kernel/decide.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { isMade, opOfBody, patientNameOf, patientOf, userName } from '../attention/attention.sql.ts'
import { act } from '../pipeline/handle.ts'
import { lastMade } from '../store/outage-log.ts'
import type { Reader } from '../store/reader.ts'
import type { Store } from '../store/store.ts'
import {
  bodyBefore,
  draftsSince,
  keptCounts,
  keptOps,
  openConflictOf,
  outageRow,
  settledBodies,
  type KeptOp,
  type OutageRow,
} from './outage.sql.ts'

type Account = NonNullable<OutputOf<typeof getOutage>['account']>

/** So many changes are told one by one. */
const most = 1000
/** As long as an op that was sent is kept: what is older cannot be counted any more. */
const keptMs = 35 * 86_400_000
/** Ops read in one go: a few milliseconds. */
const stretch = 50

/** Acts, because it reads in stretches: an op is packed, and there may be a thousand. */
export const getOutageHandler = act(getOutage, async ({ session, ctx }, { startedAt }) => {
  must(session && ctx, 'get-outage.session')
  const { store } = session
  const { read } = store
  const row = outageRow(read, startedAt)
  if (!row) throw new AppError('NotFound', 'outage.not-found')
  const { fromSeq: _from, toSeq: _to, ...outage } = row
  const nameOf = (id: string | null) => (id === null ? '' : userName(read, id))
  return {
    outage: {
      ...outage,
      startedBy: nameOf(row.startedBy),
      endedBy: nameOf(row.endedBy),
      signedBy: nameOf(row.signedBy),
      note: row.note ?? '',
    },
    account: await accountOf(store, row, ctx.now),
    drafts: draftsSince(read, startedAt).map(({ owner, kind, subject, updatedAt }) => ({
      by: userName(read, owner),
      own: owner === ctx.actor.id,
      kind,
      patientId: kind === 'patients.edit' ? subject : null,
      patientName: patientNameOf(read, kind === 'patients.edit' ? subject : null),
      savedAt: updatedAt,
    })),
  }
})

async function accountOf(store: Store, row: OutageRow, now: string): Promise<Account | null> {
  const { read } = store
  const ended = row.endedAt ?? now
  const oldest = instantOf(Date.parse(now) - keptMs)
  if (row.fromSeq === null || ended < oldest) return null
  const to = row.toSeq ?? lastMade(store)
  const counts = keptCounts(read, row.fromSeq, to)
  const made = to - row.fromSeq
  const missing = made - counts.sent - counts.waiting - counts.refused
  // what waited already when it began was made before it
  const last = bodyBefore(read, row.fromSeq)
  const from = (last && opOfBody(read, last)?.at) ?? oldest
  const settled = missing > 0 ? Math.min(missing, settledIn(read, from, ended)) : 0
  const lines: KeptLine[] = []
  const ops = keptOps(read, row.fromSeq, to, most)
  for (const [n, op] of ops.entries()) {
    if (n % stretch === stretch - 1) await new Promise((resolve) => setImmediate(resolve))
    const line = lineOf(read, op)
    if (line) lines.push(line)
  }
  return {
    made,
    ...counts,
    settled,
    lost: missing - settled,
    conflicts: lines.filter(({ conflictId }) => conflictId !== null).length,
    people: peopleOf(lines),
    lines,
    more: made - missing - ops.length,
  }
}

/** How many of those a person has settled were made from `from` until `to`. */
const settledIn = (read: Reader, from: string, to: string): number =>
  settledBodies(read).filter((body) => {
    const at = opOfBody(read, body)?.at ?? ''
    return at >= from && at <= to
  }).length

const stateOf = (state: string): KeptLine['state'] =>
  state === 'sent' ? 'sent' : state === 'queued' || state === 'acked' ? 'waiting' : 'refused'

/** What it says is not told, only what kind of thing it is about and whose: that is for whoever may open it. */
function lineOf(read: Reader, { op, body, state }: KeptOp): KeptLine | null {
  const made = opOfBody(read, body)
  const [first] = made?.changes ?? []
  if (!made || !first) return null
  const patientId = patientOf(read, first)
  return {
    op,
    at: made.at,
    by: userName(read, made.actor),
    type: first.type,
    did: first.gone ? 'removed' : isMade(first) ? 'made' : 'changed',
    changes: made.changes.length,
    patientId,
    patientName: patientNameOf(read, patientId),
    state: stateOf(state),
    conflictId: openConflictOf(read, conflictsOf(op)),
  }
}

function peopleOf(lines: readonly KeptLine[]): Account['people'] {
  const people = new Map<string, Account['people'][number]>()
  for (const { by, state } of lines) {
    const person = people.get(by) ?? { name: by, made: 0, sent: 0, waiting: 0, refused: 0 }
    person.made += 1
    person[state] += 1
    people.set(by, person)
  }
  return [...people.values()].toSorted((a, b) => b.made - a.made)
}
