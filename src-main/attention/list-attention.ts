import { listAttention } from '../../shared/attention/list-attention.ts'
import { closedAmong } from '../pipeline/closed-charts.ts'
import { answer } from '../pipeline/handle.ts'
import { rowNow } from '../pipeline/conflicts.sql.ts'
import {
  faultyFiles,
  isOpKept,
  openConflicts,
  openRefused,
  opOfBody,
  patientOf,
  patientNameOf,
  titleOf,
} from './attention.sql.ts'

export const listAttentionHandler = answer(listAttention, (read, { patientId }, { actor }, session) => {
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
    const patient = patientOf(read, first)
    return {
      op,
      reason,
      kind: made?.kind ?? '',
      entityType: first?.type ?? op.split('/')[0] ?? '',
      entityId: first?.id ?? '',
      patientId: patient,
      patientName: patientNameOf(read, patient),
      title: isOpKept(read, made, actor.id) ? '' : titleOf(row),
      madeAt,
    }
  })
  const files = faultyFiles(read).map((line) => ({
    ...line,
    patientName: patientNameOf(read, line.patientId),
  }))
  const all = [...conflicts, ...refused, ...files]
  const closed = closedAmong(
    session,
    all.flatMap((line) => line.patientId ?? []),
  )
  // that something waits is for everybody to see; of a closed chart not what it is
  for (const line of all) if (closed.has(line.patientId ?? '')) line.title = ''
  return {
    conflicts: conflicts.toSorted((a, b) => Number(b.safety === 'high') - Number(a.safety === 'high')),
    refused: patientId === null ? refused : refused.filter((line) => line.patientId === patientId),
    files: patientId === null ? files : files.filter((line) => line.patientId === patientId),
  }
})
