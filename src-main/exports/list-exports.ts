import { listExports, type ExportLine } from '../../shared/exports/list-exports.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { answer } from '../pipeline/handle.ts'
import { actsOn, everyRequest, type ActRow } from './exports.sql.ts'
import { runningExport } from './run-export.ts'
import { handingOutOf } from './run-export.ts'
import { standingOf } from './standing.ts'

const most = 200

export const listExportsHandler = answer(listExports, (read, _input, { actor }, session) => {
  const now = instantOf(session.trustedNow())
  const run = runningExport(session.store)
  return {
    exports: everyRequest(read, most).map((request): ExportLine => {
      const isRunning = run?.requestId === request.id
      const standing = standingOf(
        request,
        actsOn(read, request.id),
        now,
        session.workstation.device,
        isRunning,
      )
      const { approval, begun, end, refused } = standing
      return {
        requestId: request.id,
        locationName: request.locationId === null ? null : (request.locationName ?? ''),
        ...handingOutOf(request),
        reason: request.reason,
        patients: request.patients,
        needsTwo: request.needsTwo,
        by: request.byName ?? '',
        at: request.at,
        state: standing.state,
        isYours: request.by === actor.id,
        until: standing.until,
        approved: saidBy(approval),
        refused: saidBy(refused),
        exportId: begun?.exportId ?? null,
        written:
          end?.kind === 'written'
            ? { patients: end.patients ?? 0, resources: end.resources ?? 0, at: end.at }
            : null,
      }
    }),
    running: run?.progress ?? null,
  }
})

const saidBy = (act: ActRow | null) => act && { by: act.byName ?? '', at: act.at, reason: act.reason }
