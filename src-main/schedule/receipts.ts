/** Receipts: written once, with a number this workstation never gives again; and as lists show them. */
import type { Context } from '../../shared/kernel/context.ts'
import { nextSerial, receiptNumber } from '../../shared/schedule/receipt-number.ts'
import { signOfWorkstation } from '../../shared/access/wipe-workstation.ts'
import type { ReceiptLine } from '../../shared/schedule/receipt-line.ts'
import { receipts } from '../../shared/schedule/receipt.ts'
import { filedName } from '../patients/patient-line.ts'
import type { Session } from '../pipeline/session.ts'
import type { Tx } from '../store/tx.ts'
import { lastSerial, type ReceiptRow, type ReceiptShown } from './desk.sql.ts'

type Money = Pick<
  ReceiptRow,
  'patientId' | 'appointmentId' | 'cents' | 'method' | 'reference' | 'note' | 'voids'
>

/** One more receipt, under the next number of this workstation. */
export function writeReceipt(
  tx: Tx,
  id: string,
  money: Money,
  ctx: Context,
  session: Session,
): { receiptId: string; number: string } {
  const { device } = session.workstation
  const serial = nextSerial(session.trustedNow(), lastSerial(tx, device))
  tx.writeLocal('INSERT OR REPLACE INTO receipt_number (one, last) VALUES (1, ?)', serial)
  const number = receiptNumber(device, serial)
  tx.put(receipts, { id, number, ...money, at: ctx.now, by: ctx.actor.id, device })
  return { receiptId: id, number }
}

export const receiptLine = (row: ReceiptShown): ReceiptLine => ({
  receiptId: row.id,
  number: row.number,
  patientId: row.patientId,
  patientName: filedName({
    family: row.family ?? '',
    given: row.given ?? '',
    middle: row.middle ?? '',
    suffix: row.suffix ?? '',
  }),
  mrn: row.mrn ?? '',
  appointmentId: row.appointmentId,
  cents: row.cents,
  method: row.method,
  reference: row.reference,
  note: row.note,
  at: row.at,
  by: row.byName ?? '',
  workstation: signOfWorkstation(row.device),
  gives: row.gives,
  givenBack: row.givenBack,
  twin: row.twins > 1,
})
