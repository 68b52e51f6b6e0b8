/**
 * The device key of a workstation that nobody comes in at any more: the last slot went, thirty days after the last lease had ended
 * (vault/lease-keeper.ts). From then on it opens nothing that anybody could still come in by, and whoever takes the computer should not
 * find it. What was typed there is not lost: store and audit log open with the practice's code, and only with that. Where nothing is
 * sealed to that code the key stays, because with it the log, what waits in it to be sent, and every draft would be gone for good.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { whyLastSlotWent } from '../audit/last-slot.ts'
import { readSlots, syncFolder, type Slots } from '../vault/slots.ts'
import type { MainAudit } from './audit-main.ts'
import type { AuditWitness } from './audit-witness.ts'
import type { Keychain } from './keychain.ts'

/** What the device key alone opens, and nobody misses without it. */
const sealedByIt = ['kit.json', 'cloud.json']

export type LettingGo = Readonly<{
  profile: string
  keychain: Pick<Keychain, 'find' | 'remove'>
  audit: Pick<MainAudit, 'file' | 'open' | 'append' | 'close'>
  witness: Pick<AuditWitness, 'end'>
}>

/**
 * Whether it was done, now or before a kill. It is recorded first; where it cannot be, the key stays until it can. Throws what the
 * keychain, the log and the disk say: then it is tried again at the next start.
 */
export async function letGoOfKey({ profile, keychain, audit, witness }: LettingGo): Promise<boolean> {
  const folder = join(profile, 'store')
  const slots = readSlots(join(folder, 'slots.json'))
  if (!slots || slots.users.length + slots.earlier.length > 0 || !opensByCode(folder, slots)) return false
  const found = await keychain.find(slots.device)
  if (found.state === 'unusable') return false
  if (found.state === 'present') {
    audit.open(Uint8Array.from(found.key))
    found.key.fill(0)
    // where a list has taken the last of them the cloud is heard, and what it says may still be needed
    if (!audit.file || whyLastSlotWent(audit.file) !== 'lease-ended') return false
    audit.append({ action: 'workstation.let-go', category: 'configuration', outcome: 'done' })
    await witness.end()
    audit.close()
    await keychain.remove(slots.device)
  }
  for (const name of sealedByIt) rmSync(join(folder, name), { force: true })
  if (existsSync(folder)) syncFolder(folder)
  return true
}

/** What of `recovery.json` says for whom it is and what is in it (vault/recovery-file.ts); the rest is not for this process. */
const Sealed = z.object({
  format: z.literal(1),
  tenant: z.string(),
  device: z.string(),
  parts: z.array(z.object({ part: z.string() })),
})

/** The keys of store and log lie there, sealed to the practice's code. */
function opensByCode(folder: string, slots: Slots): boolean {
  try {
    const { tenant, device, parts } = Sealed.parse(
      JSON.parse(readFileSync(join(folder, 'recovery.json'), 'utf8')),
    )
    const has = (name: RegExp) => parts.some(({ part }) => name.test(part))
    const isOurs = tenant === slots.tenant && device === slots.device
    return isOurs && has(/^audit-key$/) && has(/^workstation-key\/\d+$/)
  } catch {
    return false
  }
}
