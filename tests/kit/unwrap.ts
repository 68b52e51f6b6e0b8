/** The workstation key of a profile, got the way the vault gets it: so that a test can look for where it is not. */
import { join } from 'node:path'
import { openByPassword } from '../../src-main/vault/change-slot.ts'
import { workstationKeyOf as keyOf } from '../../src-main/vault/open-session.ts'
import { readSlots } from '../../src-main/vault/slots.ts'
import { lightKdf } from '../../tools/kit/workstation.ts'

export async function workstationKeyOf(
  profile: string,
  deviceKey: Buffer,
  password: string,
): Promise<Buffer> {
  const slots = readSlots(join(profile, 'store', 'slots.json'))
  const [first] = slots?.users ?? []
  if (!slots || !first) throw new Error('no slot')
  const own = openByPassword(slots, first.username, password, deviceKey, lightKdf)
  if (!own) throw new Error('wrong password')
  return keyOf(own.slot, own.privateKey)
}
