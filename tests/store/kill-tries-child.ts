/**
 * Tries to come in, as the vault counts them. `node kill-tries-child.mjs <folder> <key> <from> <until>`: counts the tries of these numbers,
 * an hour apart, says each when it is counted, and goes on until it is killed.
 */
import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { openAudit } from '../../src-main/audit/audit-log.ts'
import { readMigrations } from '../../src-main/store/migrate.ts'
import { auditKey } from '../../src-main/vault/keys.ts'
import { Tries } from '../../src-main/vault/tries.ts'
import { root } from '../../tools/proc.ts'
import { nameOfTry, timeOfTry } from '../kit/numbered-tries.ts'

const [, , folder = '', hex = '', from = '0', until = '0'] = process.argv
const deviceKey = Buffer.from(hex, 'hex')
let n = Number(from)
const clock = { now: () => timeOfTry(n), mono: () => timeOfTry(n) }
const file = openAudit(
  join(folder, 'audit.db'),
  auditKey(deviceKey),
  readMigrations(join(root, 'migrations/audit')),
  { clock, workstation: 'w', boot: randomUUID(), create: false },
)
const tries = new Tries({
  audit: () => file,
  deviceKey: () => deviceKey,
  clock,
  run: randomUUID(),
  found: null,
  keep: () => undefined,
})
for (; n < Number(until); n += 1) {
  tries.begin(nameOfTry(n))
  writeSync(1, `${JSON.stringify({ counted: n })}\n`)
}
process.exit(0)
