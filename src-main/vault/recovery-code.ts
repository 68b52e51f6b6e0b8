/** A recovery code: 160 random bits. What it looks like on paper: shared/kernel/code-text. */
import { randomBytes } from 'node:crypto'
import { codeBytes, readCode, writeCode } from '../../shared/kernel/code-text.ts'

export const newRecoveryCode = (): Buffer => randomBytes(codeBytes)

/** `7K2M-...`: nine groups of four, the last one a checksum. */
export const writeRecoveryCode = (code: Buffer): string => writeCode(code)

/** Null where what was typed is no code. */
export function readRecoveryCode(typed: string): Buffer | null {
  const bytes = readCode(typed)
  return bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
