import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { Op } from '../../shared/kernel/op.ts'
import type { listAttention } from '../../shared/attention/list-attention.ts'
import { rowNow } from '../pipeline/conflicts.sql.ts'
import type { Reader } from '../store/reader.ts'
import { isOpKept, opOfBody, patientNameOf, patientOf, titleOf, type openRefused } from './attention.sql.ts'

type Line = OutputOf<typeof listAttention>['refused'][number]

/** What a list shows of something that was refused, and the op it is of; null for a row that the cloud lost. */
export function refusedLine(
  read: Reader,
  { op, reason, body, madeAt }: ReturnType<typeof openRefused>[number],
  actor: string,
): { line: Line; made: Op | null } {
  const made = opOfBody(read, body)
  const [first] = made?.changes ?? []
  const row = first ? { ...rowNow(read, first.type, first.id), ...first.set, id: first.id } : undefined
  const patient = patientOf(read, first)
  const line = {
    op,
    reason,
    kind: made?.kind ?? '',
    entityType: first?.type ?? op.split('/')[0] ?? '',
    entityId: first?.id ?? '',
    patientId: patient,
    patientName: patientNameOf(read, patient),
    title: isOpKept(read, made, actor) ? '' : titleOf(row),
    madeAt,
  }
  return { line, made }
}
