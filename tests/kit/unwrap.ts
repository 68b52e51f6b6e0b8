/** The workstation key of a profile, got the way the vault gets it: so that a test can look for where it is not. */
import { join } from 'node:path'
import { openWith, passwordKey, unseal } from '../../src-main/vault/keys.ts'
import { readSlots, slotAad } from '../../src-main/vault/slots.ts'

export async function workstationKeyOf(
  profile: string,
  deviceKey: Buffer,
  password: string,
): Promise<Buffer> {
  const slots = readSlots(join(profile, 'store', 'slots.json'))
  const [slot] = slots?.users ?? []
  const [sealed] = slot?.workstationKeys ?? []
  if (!slots || !slot || !sealed) throw new Error('no slot')
  const owner = { tenant: slots.tenant, device: slots.device, user: slot.userId }
  const key = unseal(passwordKey(password, deviceKey, owner, slot.kdf), slot.byPassword, slotAad(slots, slot))
  if (!key) throw new Error('wrong password')
  return openWith(key, sealed.sealed, `workstation-key/${sealed.epoch}`)
}
