/** Puts a file under another key: `node kill-rekey-child.mjs <file> <from> <to>`, the keys in hex. Says when it begins, and when it is done. */
import { writeSync } from 'node:fs'
import { rekeyCipher } from '../../src-main/store/cipher.ts'

const [, , file = '', from = '', to = ''] = process.argv
writeSync(1, `${JSON.stringify({ begins: true })}\n`)
rekeyCipher(file, Buffer.from(from, 'hex'), Buffer.from(to, 'hex'))
writeSync(1, `${JSON.stringify({ done: true })}\n`)
