import type { ActKind } from '../../shared/amendments/amendment-act.ts'
import { ending } from '../../shared/amendments/amendment-act.ts'
import type { AmendmentState, AmendmentView } from '../../shared/amendments/amendment-view.ts'
import type { ActRow, AmendmentRow } from './amendments.sql.ts'

/** Of several decisions the last counts; `acts` in their order. */
export const stateOf = (acts: readonly Pick<ActRow, 'kind'>[]): AmendmentState =>
  stateAfter(acts.findLast(({ kind }) => ending.includes(kind))?.kind ?? null)

export const stateAfter = (kind: ActKind | null): AmendmentState =>
  kind === 'accepted' || kind === 'denied' || kind === 'withdrawn' ? kind : 'open'

/** The day it is due now: put off by two workstations while apart, the day is that of the first. */
export const dayOf = (row: Pick<AmendmentRow, 'dueOn'>, acts: readonly Pick<ActRow, 'kind' | 'dueOn'>[]) =>
  acts.find(({ kind }) => kind === 'put-off')?.dueOn ?? row.dueOn

export const viewOf = (row: AmendmentRow, acts: readonly ActRow[]): AmendmentView => ({
  amendmentId: row.id,
  patientId: row.patientId,
  entry:
    row.entryType !== null && row.entryId !== null
      ? { type: row.entryType, id: row.entryId, text: row.entryText }
      : null,
  wrong: row.wrong,
  shouldSay: row.shouldSay,
  askedBy: row.askedBy,
  askedByName: row.askedByName,
  askedOn: row.askedOn,
  dueOn: dayOf(row, acts),
  state: stateOf(acts),
  by: row.byName ?? '',
  at: row.at,
  acts: acts.map(({ id, kind, denial, text, byName, at }) => ({
    actId: id,
    kind,
    denial,
    text,
    by: byName ?? '',
    at,
  })),
})
