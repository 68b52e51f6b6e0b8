/**
 * The number of a receipt is final when it is printed, also without a network. It begins with the sign of the workstation; what
 * follows is the second it was made in, or one more than the last of this workstation: whatever is the later. So a
 * workstation that was set back to an earlier state goes on above what it has given since, because time has gone on (ADR 37).
 */
import { signOfWorkstation } from '../access/wipe-workstation.ts'

/** Crockford's 32: nothing that is read for another (https://www.crockford.com/base32.html). */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 2025-01-01T00:00:00Z, ms. Six letters last until 2059. */
const since = Date.UTC(2025, 0, 1)
const width = 6

/** `last`: the highest serial this workstation knows of itself; 0 for none. */
export const nextSerial = (nowMs: number, last: number): number =>
  Math.max(Math.floor((nowMs - since) / 1000), last + 1, 1)

/** `5D06-1VKTQ4`. */
export function receiptNumber(device: string, serial: number): string {
  let written = ''
  for (let left = serial; left > 0; left = Math.floor(left / 32))
    written = (letters[left % 32] ?? '') + written
  return `${signOfWorkstation(device)}-${written.padStart(width, '0')}`
}

/** The serial of such a number; 0 of any other. */
export function serialOf(number: string): number {
  const written = /^[0-9A-Z]{4}-([0-9A-HJKMNP-TV-Z]{6,9})$/.exec(number)?.[1] ?? ''
  return [...written].reduce((sum, letter) => sum * 32 + letters.indexOf(letter), 0)
}
