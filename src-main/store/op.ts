/** The bytes of an op: hashed as they are sent. */
import { createHash } from 'node:crypto'

export const opSha = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest()
