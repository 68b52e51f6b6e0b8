/** `kit.json`: what two sheets of the emergency kit open at this workstation, under the device key; and whether they have. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { HpkeText, SealedText } from '../../shared/access/credential.ts'
import { EmergencyKit } from '../../shared/access/emergency-kit.ts'
import { noteKitUse } from '../../shared/access/open-with-kit.ts'
import { kitFileKey, seal, unseal } from './keys.ts'
import { replaceFile, syncFolder } from './slots.ts'

const File = z.strictObject({ format: z.literal(1), ...SealedText.shape })
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
  const key = kitFileKey(deviceKey)
  try {
    const { nonce, text } = File.parse(JSON.parse(readFileSync(file, 'utf8')))
    const plain = unseal(key, { nonce, text }, aadOf(owner))
    return KitFile.parse(JSON.parse(plain?.toString('utf8') ?? ''))
  } catch {
    return null
  } finally {
    key.fill(0)
  }
}

export function writeKitFile(file: string, deviceKey: Buffer, owner: Owner, content: KitFile): void {
  const key = kitFileKey(deviceKey)
  const sealed = seal(key, Buffer.from(JSON.stringify(KitFile.parse(content))), aadOf(owner))
  key.fill(0)
  replaceFile(file, `${JSON.stringify({ format: 1, ...sealed })}\n`)
}

export function dropKitFile(file: string): void {
  if (!existsSync(file)) return
  rmSync(file)
  syncFolder(dirname(file))
}
