import { addDays, startOfDay } from '../../shared/kernel/time.ts'
import { signOfWorkstation } from '../../shared/access/wipe-workstation.ts'
import { listReceipts } from '../../shared/schedule/list-receipts.ts'
import { answer } from '../pipeline/handle.ts'
import { receiptsBetween } from './desk.sql.ts'
import { receiptLine } from './receipts.ts'
import { placesOf } from './zones.ts'

export const listReceiptsHandler = answer(listReceipts, (read, { day }, _ctx, session) => {
  const { timeZone } = placesOf(read)
  const rows = receiptsBetween(read, startOfDay(timeZone, day), startOfDay(timeZone, addDays(day, 1)), 5000)
  return {
    receipts: rows.map((row) => receiptLine(row)),
    workstation: signOfWorkstation(session.workstation.device),
  }
})
