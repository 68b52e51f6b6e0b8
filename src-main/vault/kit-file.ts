/** `kit.json`: what two sheets of the emergency kit open at this workstation, under the device key; and whether they have. */
import { existsSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { HpkeText } from '../../shared/access/credential.ts'
import { EmergencyKit } from '../../shared/access/emergency-kit.ts'
import { noteKitUse } from '../../shared/access/open-with-kit.ts'
import { kitFileKey } from './keys.ts'
import { readSealed, writeSealed } from './sealed-file.ts'
import { syncFolder } from './slots.ts'

const KitFile = z.strictObject({
  kit: EmergencyKit,
  /** The keys of the workstation, sealed to the kit. */
  epochs: z.array(z.strictObject({ epoch: z.int(), sealed: HpkeText })),
  /** The first time it was used here; null while it was not. */
  use: noteKitUse.input.nullable(),
})
export type KitFile = z.output<typeof KitFile>

type Owner = Readonly<{ tenant: string; device: string }>
const aadOf = ({ tenant, device }: Owner): string => `kit-file/1|${tenant}|${device}`

/** Null where there is none, and where it is not what was written here: it is then made again at the next sign-in. */
export function readKitFile(file: string, deviceKey: Buffer, owner: Owner): KitFile | null {
  if (!existsSync(file)) return null
  try {
    return readSealed(file, kitFileKey(deviceKey), aadOf(owner), KitFile)
  } catch {
    return null
  }
}

export const writeKitFile = (file: string, deviceKey: Buffer, owner: Owner, content: KitFile): void =>
  writeSealed(file, kitFileKey(deviceKey), aadOf(owner), KitFile.parse(content))

export function dropKitFile(file: string): void {
  if (!existsSync(file)) return
  rmSync(file)
  syncFolder(dirname(file))
}
