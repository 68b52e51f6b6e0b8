import { listAttention } from '../../shared/attention/list-attention.ts'
import { answer } from '../pipeline/handle.ts'
import {
  faultyFiles,
  openConflicts,
  openRefused,
  opOfBody,
  patientNameOf,
  rowNow,
  titleOf,
} from './attention.sql.ts'

export const listAttentionHandler = answer(listAttention, (read, { patientId }) => {
  const conflicts = openConflicts(read, patientId).map((row) => ({
    conflictId: row.id,
    kind: row.kind,
    safety: row.safety,
    fields: row.fields.map(({ field }) => field),
    entityType: row.entityType,
    entityId: row.entityId,
    patientId: row.patientId,
    patientName: patientNameOf(read, row.patientId),
    title: titleOf(rowNow(read, row.entityType, row.entityId)),
    madeAt: row.madeAt,
  }))
  const refused = openRefused(read).map(({ op, reason, body, madeAt }) => {
    const made = opOfBody(read, body)
    const [first] = made?.changes ?? []
    const row = first ? { ...rowNow(read, first.type, first.id), ...first.set, id: first.id } : undefined
    const field = first && read.known.of(first.type)?.patient
    const patient = field ? (row as Record<string, unknown>)[field] : null
    const patientOf = typeof patient === 'string' ? patient : null
    return {
      op,
      reason,
      kind: made?.kind ?? '',
      entityType: first?.type ?? op.split('/')[0] ?? '',
      entityId: first?.id ?? '',
      patientId: patientOf,
      patientName: patientNameOf(read, patientOf),
      title: titleOf(row),
      madeAt,
    }
  })
  const files = faultyFiles(read).map((line) => ({
    ...line,
    patientName: patientNameOf(read, line.patientId),
  }))
  return {
    conflicts: conflicts.toSorted((a, b) => Number(b.safety === 'high') - Number(a.safety === 'high')),
    refused: patientId === null ? refused : refused.filter((line) => line.patientId === patientId),
    files: patientId === null ? files : files.filter((line) => line.patientId === patientId),
  }
})
