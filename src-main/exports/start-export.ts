import { randomBytes } from 'node:crypto'
import { limitsOf } from '../../shared/access/export-policy.ts'
import { exportActs } from '../../shared/exports/export-request.ts'
import {
  beginExport,
  cancelExport,
  endExport,
  notePatientExported,
  startExport,
} from '../../shared/exports/start-export.ts'
import { codeBytes, writeCode } from '../../shared/kernel/code-text.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { act, handle } from '../pipeline/handle.ts'
import type { Session } from '../pipeline/session.ts'
import { holdsEverything } from '../store/holding-change.ts'
import { practiceOf } from '../store/people.sql.ts'
import type { Reader } from '../store/reader.ts'
import { todayAt } from '../access/administering.ts'
import { keepDisclosure } from '../disclosures/keep-disclosures.ts'
import { givenByExport } from './given-by-export.ts'
import { plainAct } from './ask-for-export.ts'
import { ExportRun, runningExport } from './run-export.ts'
import { askedFor, type Asked } from './standing.ts'
import { mustReadCharts, whoseRecords } from './whose.ts'

export const startExportHandler = act(startExport, async (acting, { requestId }) => {
  const { session, ctx, host, step } = acting
  must(session && ctx, 'start-export.session')
  const { store, workstation, actor } = session
  mustReadCharts(session)
  const { request, standing } = mayBegin(store.read, session, requestId)
  // of a chart that is not here the export would have nothing, and not say so
  if (!holdsEverything(store)) throw new AppError('Unavailable', 'export.charts-away')
  const { open, closed } = whoseRecords(session, request.locationId, request.at)
  const { most } = limitsOf(practiceOf(store.read))
  if (open.length === 0) throw new AppError('Invalid', 'export.nobody')
  if (open.length > request.patients) throw new AppError('Conflict', 'export.more-than-approved')
  if (open.length > most)
    throw new AppError('Invalid', 'export.too-many', { most: most.toLocaleString('en-US') })
  const folder = await host.chooseFolder('Choose a folder for the export')
  if (folder === null) return { begun: null }
  const exportId = ctx.newId()
  step(beginExport, { requestId, exportId })
  const passphrase = writeCode(randomBytes(codeBytes))
  const name = `holdfast-records-${exportId}.tar.gz.age`
  const about = {
    exportId,
    practice: practiceOf(store.read)?.name ?? '',
    workstation: workstation.device,
    madeAt: ctx.now,
    madeBy: actor.displayName,
    recipient: request.recipient,
    purpose: request.purpose,
    request: { requestId, reason: request.reason, approvedBy: standing.approval?.byName ?? null },
  }
  ExportRun.begin({
    acting,
    session,
    request,
    about,
    patients: open,
    closed,
    to: { folder, name, passphrase },
  })
  return { begun: { fileName: name, exportId, patients: open.length, passphrase } }
})

/** Throws what startExport says. */
function mayBegin(read: Reader, session: Session, requestId: string): Asked {
  const asked = askedFor(read, requestId, instantOf(session.trustedNow()), session.workstation.device)
  const { request, standing } = asked
  if (request.by !== session.actor.id) throw new AppError('Forbidden', 'export.not-yours')
  if (standing.begun) throw new AppError('Conflict', 'export.begun-already')
  if (standing.state === 'waiting') throw new AppError('Forbidden', 'export.not-approved')
  if (standing.state !== 'ready') throw new AppError('Conflict', 'export.over')
  if (runningExport(session.store)) throw new AppError('Conflict', 'export.running')
  return asked
}

export const beginExportHandler = handle(beginExport, (tx, { requestId, exportId }, ctx, session) => {
  // asked again, now that it counts: a folder takes its time to choose
  const { standing } = mayBegin(tx, session, requestId)
  tx.put(exportActs, {
    ...plainAct,
    id: requestId,
    requestId,
    kind: 'begun',
    approvalId: standing.approval?.id ?? null,
    exportId,
    device: session.workstation.device,
    by: ctx.actor.id,
    at: ctx.now,
  })
  return {}
})

/** That it passed the door, and was recorded there, is the point; what goes to others stands in the patient's list of disclosures. */
export const notePatientExportedHandler = handle(
  notePatientExported,
  (tx, { patientId, handingOut, toName }, ctx) => {
    const given = givenByExport(handingOut, toName)
    const day = todayAt(tx, ctx)
    if (given) keepDisclosure(tx, ctx, { patientId, day, how: 'electronic', given })
    return {}
  },
)

export const endExportHandler = handle(endExport, (tx, input, ctx) => {
  const { requestId, exportId, end, patients, resources, failure } = input
  tx.put(exportActs, {
    ...plainAct,
    id: ctx.newId(),
    requestId,
    kind: end,
    exportId,
    patients,
    resources,
    reason: failure ?? '',
    by: ctx.actor.id,
    at: ctx.now,
  })
  return {}
})

export const cancelExportHandler = act(cancelExport, ({ session }, { requestId }) => {
  const run = session && runningExport(session.store)
  if (run?.requestId !== requestId) throw new AppError('NotFound', 'export.not-running')
  run.cancel()
  return {}
})
