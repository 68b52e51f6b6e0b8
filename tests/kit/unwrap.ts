/** The workstation key of a profile, got the way the vault gets it: so that a test can look for where it is not. */
import { join } from 'node:path'
import { openByPassword } from '../../src-main/vault/change-slot.ts'
import { newestFirst } from '../../src-main/vault/open-epochs.ts'
import { workstationKeys } from '../../src-main/vault/open-session.ts'
import { readSlots } from '../../src-main/vault/slots.ts'
import { lightKdf } from '../../tools/kit/workstation.ts'

export async function workstationKeyOf(
  profile: string,
  deviceKey: Buffer,
  password: string,
  username?: string,
): Promise<Buffer> {
  const slots = readSlots(join(profile, 'store', 'slots.json'))
  const first = slots?.users.find((each) => username === undefined || each.username === username)
  if (!slots || !first) throw new Error('no slot')
  const own = openByPassword(slots, first.username, password, deviceKey, lightKdf)
  if (!own) throw new Error('wrong password')
  const [newest] = newestFirst(await workstationKeys(own.slot, own.privateKey))
  if (!newest) throw new Error('no key')
  return newest[1]
}
