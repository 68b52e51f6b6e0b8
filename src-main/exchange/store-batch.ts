/** Stores what the import worker prepared: originals, rows, what refers to what, and the count of it all. */
import type { Resource } from '@medplum/fhirtypes'
import { growthTableType } from '../../shared/exchange/growth-table.ts'
import type { ImportReport, Refusal } from '../../shared/exchange/import-report.ts'
import { systemOfMrn } from '../../shared/exchange/map-patient.ts'
import { recordFor, type Row } from '../../shared/exchange/map-resource.ts'
import { originals } from '../../shared/exchange/original.ts'
import { Refused } from '../../shared/exchange/refusal.ts'
import { storeBatch, type Incoming } from '../../shared/exchange/store-batch.ts'
import type { Context } from '../../shared/kernel/context.ts'
import { must } from '../../shared/kernel/errors.ts'
import type { Patient } from '../../shared/patients/patient.ts'
import { handle } from '../pipeline/handle.ts'
import type { Tx } from '../store/tx.ts'
import { fill, noteWanting } from './fill-wants.ts'
import { reportOf } from './import-run.sql.ts'
import { mergeVersion } from './merge-version.ts'
import { orRefused } from './or-refused.ts'
import { headOf, mrnIsTaken, patientIsHere } from './originals.sql.ts'
import { addCounts, Tally, writeReport } from './tally.ts'

/** In units of a new resource. */
const work = { created: 1, unchanged: 0.2, changed: 10, refused: 0.2 }
/** Refusals are all counted; so many of a run are listed. */
const mostListed = 10_000

export const storeBatchHandler = handle(storeBatch, (tx, input, ctx) => {
  const tally = new Tally()
  const refusals: Refusal[] = [...input.refusals]
  const refusedPatients = new Set<string>()
  for (const refusal of input.refusals) tally.count(refusal.resourceType, 'refused')
  for (const outcome of input.growthTables) tally.count(growthTableType, outcome, true)
  let load = 0
  let taken = 0
  for (const item of input.items) {
    if (load >= input.most) break
    taken += 1
    const { resourceType, patientId } = item.original
    try {
      // what hangs on somebody who was refused must not come into the chart of who has that id
      if (patientId !== null && refusedPatients.has(patientId)) throw new Refused('patient.refused')
      const { outcome, keptYours } = take(tx, item, input.importId, ctx)
      tally.count(resourceType, outcome, item.row !== null)
      tally.keptYours += keptYours
      load += work[outcome]
    } catch (error) {
      // anything else is a fault of ours, and ends the batch
      if (!(error instanceof Refused)) throw error
      refusals.push(refusalOf(item, error))
      if (resourceType === 'Patient') refusedPatients.add(item.original.id)
      tally.count(resourceType, 'refused')
      load += work.refused
    }
  }
  writeDown(tx, input, tally, refusals)
  return { taken, counts: tally.types, refusedPatients: [...refusedPatients] }
})

type Outcome = Readonly<{ outcome: 'created' | 'changed' | 'unchanged'; keptYours: number }>

function take(tx: Tx, item: Incoming, importId: string, ctx: Context): Outcome {
  if (item.refused) throw new Refused(item.refused)
  const patientId = knownPatient(tx, item)
  const { id, hash } = item.original
  const before = headOf(tx, id)
  if (before?.hash === hash) return { outcome: 'unchanged', keptYours: 0 }
  if (before) {
    const merged = mergeVersion(tx, item, before, importId, ctx)
    if (merged.outcome === 'changed') noteIdentifiers(tx, item)
    return merged
  }
  // the row first: where it is refused, nothing has been written. That the original fits was seen to by the worker
  if (item.row) putRow(tx, item, item.row)
  tx.put(
    originals,
    { ...item.original, patientId, receivedAt: ctx.now, importId, replacedBy: null },
    item.packed ? { content: item.packed } : undefined,
  )
  noteIdentifiers(tx, item)
  return { outcome: 'created', keptYours: 0 }
}

/** The patient it goes to; null for what belongs to no chart here. */
function knownPatient(tx: Tx, item: Incoming): string | null {
  const { patientId } = item.original
  if (patientId === null || item.unseenPatient === null || patientIsHere(tx, patientId)) return patientId
  if (item.unseenPatient === 'named') return null
  throw new Refused('patient.not-found')
}

function putRow(tx: Tx, item: Incoming, row: Row): void {
  const record = recordFor(item.original.resourceType)
  must(record, 'import.record')
  const filled = fill(tx, row, item.wants)
  const ready = item.original.resourceType === 'Patient' ? withNumber(tx, filled.row, item) : filled.row
  orRefused(() => tx.put(record, ready))
  noteWanting(tx, record.type, row.id, filled.wanting)
}

/**
 * A patient without a medical record number gets one of ours, and so does one whose number somebody else here has:
 * the other practice's number then stands among the patient's other numbers.
 */
function withNumber(tx: Tx, row: Row, item: Incoming): Row {
  const patient = row as unknown as Patient
  if (patient.mrn !== '' && !mrnIsTaken(tx, patient.mrn, patient.id)) return row
  const other =
    patient.mrn === ''
      ? []
      : [
          {
            kind: 'MR',
            system: systemOfMrn(
              JSON.parse(item.original.content) as Resource & { resourceType: 'Patient' },
              patient.mrn,
            ),
            value: patient.mrn,
          },
        ]
  return { ...row, mrn: String(tx.takeNumber('mrn')), identifiers: [...patient.identifiers, ...other] }
}

function noteIdentifiers(tx: Tx, item: Incoming): void {
  for (const { system, value } of item.identifiers)
    tx.writeLocal(
      'INSERT OR IGNORE INTO identifier_index (resourceType, value, system, id) VALUES (?, ?, ?, ?)',
      item.original.resourceType,
      value,
      system,
      item.original.id,
    )
}

const refusalOf = (item: Incoming, refused: Refused): Refusal => ({
  file: item.file,
  line: item.line,
  resourceType: item.original.resourceType,
  path: [item.path, refused.path].filter(Boolean).join('.'),
  reason: refused.reason,
  detail: refused.detail,
})

/** In the same transaction, so that a report says what is in, whenever it ends. */
function writeDown(
  tx: Tx,
  input: { importId: string; files: number; notFhir: readonly string[] },
  tally: Tally,
  refusals: readonly Refusal[],
): void {
  const report = reportOf(tx, input.importId)
  must(report, 'import.run')
  const listed = report.types.reduce((sum, type) => sum + type.refused, 0)
  for (const [index, refusal] of refusals.entries()) {
    if (listed + index >= mostListed) break
    tx.writeLocal(
      `INSERT INTO import_refusal (run, n, file, line, resourceType, path, reason, detail)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      input.importId,
      listed + index,
      refusal.file,
      refusal.line,
      refusal.resourceType,
      refusal.path,
      refusal.reason,
      refusal.detail,
    )
  }
  writeReport(tx, input.importId, {
    ...report,
    types: addCounts(report.types, tally.types),
    keptYours: report.keptYours + tally.keptYours,
    files: report.files + input.files,
    notFhir: {
      total: report.notFhir.total + input.notFhir.length,
      files: [...report.notFhir.files, ...input.notFhir].slice(0, 100),
    },
  } satisfies ImportReport)
}
