/** How a request for an export stands, by what was said of it and by the time. */
import { approvalHours, waitsHours } from '../../shared/access/export-policy.ts'
import type { ExportLine } from '../../shared/exports/list-exports.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import type { Reader } from '../store/reader.ts'
import { actsOn, requestRow, type Act, type ActRow, type RequestRow } from './exports.sql.ts'

const hour = 3_600_000

export type Standing = Readonly<{
  state: ExportLine['state']
  /** Until when it can be approved, or begun; null where nothing more is to come. */
  until: string | null
  approval: ActRow | null
  begun: ActRow | null
  end: ActRow | null
  refused: ActRow | null
}>

const later = (at: string, hours: number): string => instantOf(Date.parse(at) + hours * hour)

/** `device`: of this workstation; `isRunning`: it is being written here. `now`: ISO 8601. */
export function standingOf(
  request: Pick<RequestRow, 'at' | 'by' | 'needsTwo'>,
  acts: readonly ActRow[],
  now: string,
  device: string,
  isRunning: boolean,
): Standing {
  const of = (...kinds: Act['kind'][]) => acts.find(({ kind }) => kinds.includes(kind)) ?? null
  // what somebody would say of their own is nothing
  const approval =
    acts.findLast(({ kind, by, until }) => kind === 'approved' && by !== request.by && until !== null) ?? null
  const begun = of('begun')
  const end = of('written', 'cancelled', 'failed')
  const refused = of('refused', 'withdrawn')
  const rest = { approval, begun, end, refused }
  if (end && begun) return { ...rest, state: end.kind as ExportLine['state'], until: null }
  if (begun) {
    const state = isRunning ? 'running' : begun.device === device ? 'interrupted' : 'elsewhere'
    return { ...rest, state, until: null }
  }
  if (refused) return { ...rest, state: refused.kind as ExportLine['state'], until: null }
  const isReady = !request.needsTwo || approval !== null
  const until = request.needsTwo
    ? (approval?.until ?? later(request.at, waitsHours))
    : later(request.at, approvalHours)
  if (until <= now) return { ...rest, state: 'over', until: null }
  return { ...rest, state: isReady ? 'ready' : 'waiting', until }
}

export type Asked = Readonly<{ request: RequestRow; standing: Standing }>

/** Throws `export.not-found`. */
export function askedFor(read: Reader, requestId: string, now: string, device: string): Asked {
  const request = requestRow(read, requestId)
  if (!request) throw new AppError('NotFound', 'export.not-found')
  return { request, standing: standingOf(request, actsOn(read, requestId), now, device, false) }
}

/** Throws `export.over` where nothing more is to be decided. */
export function mustBeOpen({ standing: { state } }: Asked): void {
  if (state !== 'waiting' && state !== 'ready') throw new AppError('Conflict', 'export.over')
}

export const approvedUntil = (now: string): string => later(now, approvalHours)
