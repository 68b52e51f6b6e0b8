import { listAttention } from '../../shared/attention/list-attention.ts'
import { closedAmong } from '../pipeline/closed-charts.ts'
import { answer } from '../pipeline/handle.ts'
import { rowNow } from '../pipeline/conflicts.sql.ts'
import { faultyFiles, openConflicts, openRefused, patientNameOf, titleOf } from './attention.sql.ts'
import { refusedLine } from './refused-line.ts'

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
  const refused = openRefused(read).map((line) => refusedLine(read, line, actor.id).line)
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
