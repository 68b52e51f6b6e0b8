/** What of the main process needs no window: its hand on the audit log, its way to the cloud, and what it does when it is ordered to wipe. */
import { onTestFinished } from 'vitest'
import type { WipeOrder } from '../../shared/access/wipe.ts'
import { MainAudit } from '../../src-main/app/audit-main.ts'
import { AuditWitness } from '../../src-main/app/audit-witness.ts'
import type { Keychain } from '../../src-main/app/keychain.ts'
import { OrderWatch } from '../../src-main/app/order-watch.ts'
import { Wiping } from '../../src-main/app/wiping.ts'
import type { CloudPlace } from '../../src-main/sync/https-link.ts'
import { KeysInMemory, realClock, type Workstation } from '../../tools/kit/workstation.ts'
import { auditMigrations } from './store.ts'

export const asKeychain = (keys: KeysInMemory): Keychain => ({
  find: (device) => keys.find(device),
  create: (device) => keys.create(device),
  restore: (device, key) => keys.restore(device, key),
  remove: (device) => Promise.resolve(void keys.keys.delete(device)),
  readMark: () => Promise.resolve(null),
  writeMark: () => Promise.resolve(),
})

export type MainParts = Readonly<{
  wiping: Wiping
  audit: MainAudit
  /** Signed orders that were heard. */
  orders: WipeOrder[]
  faults: unknown[]
  /** How often the cloud has answered with a list that is not taken. */
  heard(): number
  /** How often the vault was asked to send all. */
  asked(): number
  end(): Promise<void>
}>

/** Over the profile of a workstation whose vault is `desk`, as long as that is open. */
export async function mainOver(
  { profile, keys, device }: Readonly<{ profile: string; keys: KeysInMemory; device: string }>,
  desk: () => Workstation | null,
): Promise<MainParts> {
  const audit = new MainAudit(profile, auditMigrations, realClock, 'a-boot')
  const [orders, faults]: [WipeOrder[], unknown[]] = [[], []]
  const keychain = asKeychain(keys)
  let [asked, heard] = [0, 0]
  const failed = (error: unknown) => void faults.push(error)
  const watch = new OrderWatch({
    clock: realClock,
    pollMs: 200,
    failed,
    ordered: (order: WipeOrder, place: CloudPlace) => {
      orders.push(order)
      wiping.ordered(order, place)
    },
    listed: (text) => {
      heard += 1
      desk()?.vault.revocations.take(text)
    },
  })
  const witness = new AuditWitness({
    profile,
    clock: realClock,
    keychain,
    changed: () => undefined,
    failed,
    pollMs: 200,
    orders: watch,
  })
  const wiping: Wiping = new Wiping({
    profile,
    clock: realClock,
    keychain,
    audit,
    witness,
    log: { write: (_level, event) => void faults.push(event) },
    isOpen: () => desk()?.vault.session != null,
    sendAll: () => void (asked += 1),
    close: () => {
      desk()?.close()
      void wiping.carryOut().then(() => wiping.resume())
    },
  })
  await wiping.resume()
  const found = await keys.find(device)
  if (found.state === 'present') {
    audit.open(found.key)
    if (audit.file) await witness.begin(audit.file, found.key)
  }
  const end = async () => {
    await witness.end()
    audit.close()
  }
  onTestFinished(end)
  return { wiping, audit, orders, faults, heard: () => heard, asked: () => asked, end }
}
