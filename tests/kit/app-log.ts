/** The audit log of a profile whose app has ended, opened as main opens it. */
import { join } from 'node:path'
import { openAudit } from '../../src-main/audit/audit-log.ts'
import { OsKeychain } from '../../src-main/app/keychain.ts'
import { readMigrations } from '../../src-main/store/migrate.ts'
import { auditKey } from '../../src-main/vault/keys.ts'
import { readSlots } from '../../src-main/vault/slots.ts'
import { realClock } from '../../tools/kit/workstation.ts'
import { root } from '../../tools/proc.ts'
import type { AuditRow } from './practice.ts'

/** Every entry, oldest first. */
export async function appLog(profile: string): Promise<AuditRow[]> {
  const device = readSlots(join(profile, 'store', 'slots.json'))?.device ?? ''
  const found = await new OsKeychain().find(device)
  if (found.state !== 'present') throw new Error('no device key')
  const log = openAudit(
    join(profile, 'store', 'audit.db'),
    auditKey(Buffer.from(found.key)),
    readMigrations(join(root, 'migrations/audit')),
    { clock: realClock, workstation: device, boot: 'test', create: false },
  )
  const rows = log.db.prepare<[], AuditRow>('SELECT * FROM audit ORDER BY seq').all()
  log.close()
  return rows
}

/** What the log says was refused to pages. */
export const refusals = async (profile: string): Promise<(string | null)[]> =>
  (await appLog(profile)).filter(({ action }) => action === 'page.refused').map(({ reason }) => reason)
