/** The bytes of an op: hashed as they are sent. */
import { createHash } from 'node:crypto'
import { opText, type Op } from '../../shared/kernel/op.ts'

/** The op's JSON as UTF-8: what is hashed, kept and sent. */
export const opBytes = (op: Op): Buffer => Buffer.from(opText(op), 'utf8')
export const opSha = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest()
