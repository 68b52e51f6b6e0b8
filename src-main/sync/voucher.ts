/** What whoever makes an enrolment code says of the practice's recovery key, so that the cloud, which carries it, cannot say it. */
import canonicalize from 'canonicalize'
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { AppError } from '../../shared/kernel/errors.ts'
import { PracticeKey, Sha } from '../../shared/sync/recovery.ts'

const Voucher = z.strictObject({ key: PracticeKey, mac: Sha })

/** `secret`: that of the code, hex, which is read from screen to screen and never sent. */
export const writeVoucher = (secret: string, practice: string, key: PracticeKey): string =>
  JSON.stringify({ key, mac: macOf(secret, practice, key).toString('hex') })

/** Throws `enrol.voucher` where it was not made with this code for this practice. */
export function readVoucher(secret: string, practice: string, text: string): PracticeKey {
  try {
    const { key, mac } = Voucher.parse(JSON.parse(text))
    if (timingSafeEqual(Buffer.from(mac, 'hex'), macOf(secret, practice, key))) return key
  } catch {
    // said below
  }
  throw new AppError('Forbidden', 'enrol.voucher')
}

function macOf(secret: string, practice: string, key: PracticeKey): Buffer {
  const macKey = createHash('sha256').update(`enrol-voucher/1|${secret}`).digest()
  return createHmac('sha256', macKey)
    .update(canonicalize({ practice, key }) ?? '')
    .digest()
}
