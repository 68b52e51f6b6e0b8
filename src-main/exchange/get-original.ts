import { getOriginal } from '../../shared/exchange/get-original.ts'
import { listOtherRecords } from '../../shared/exchange/list-other-records.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { answer } from '../pipeline/handle.ts'
import { earlierOf, originalOf, otherTypesOf, othersOf } from './originals.sql.ts'

export const getOriginalHandler = answer(getOriginal, (read, { originalId, patientId }) => {
  const original = originalOf(read, originalId)
  if (original?.patientId !== patientId) throw new AppError('NotFound', 'original.not-found')
  const { resourceType, sourceId, source, receivedAt, content } = original
  return { resourceType, sourceId, source, receivedAt, content, earlier: earlierOf(read, originalId) }
})

export const listOtherRecordsHandler = answer(listOtherRecords, (read, input) => ({
  types: otherTypesOf(read, input.patientId),
  records: othersOf(read, input.patientId, input.resourceType, input.offset, input.limit),
}))
