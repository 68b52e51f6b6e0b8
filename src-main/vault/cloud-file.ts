/** `cloud.json`: where the practice's cloud is and what this workstation proves itself with, under the device key. */
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { AppError } from '../../shared/kernel/errors.ts'
import type { CloudPlace } from '../sync/https-link.ts'
import { cloudFileKey, seal, unseal } from './keys.ts'
import { replaceFile } from './slots.ts'

const File = z.strictObject({ format: z.literal(1), nonce: z.base64(), text: z.base64() })
const Content = z.strictObject({
  host: z.string(),
  port: z.int(),
  ca: z.array(z.string()),
  token: z.string(),
  certificate: z.strictObject({ key: z.string(), cert: z.string() }),
})

type Owner = Readonly<{ tenant: string; device: string }>
const aadOf = ({ tenant, device }: Owner): string => `cloud/1|${tenant}|${device}`

/** Null where no cloud has been named; throws `vault.cloud-file` where the file is not what was written. */
export function readCloudFile(file: string, deviceKey: Buffer, owner: Owner): CloudPlace | null {
  if (!existsSync(file)) return null
  const key = cloudFileKey(deviceKey)
  try {
    const { nonce, text } = File.parse(JSON.parse(readFileSync(file, 'utf8')))
    const plain = unseal(key, { nonce, text }, aadOf(owner))
    return Content.parse(JSON.parse(plain?.toString('utf8') ?? ''))
  } catch {
    throw new AppError('Unavailable', 'vault.cloud-file')
  } finally {
    key.fill(0)
  }
}

export function writeCloudFile(file: string, deviceKey: Buffer, owner: Owner, place: CloudPlace): void {
  const key = cloudFileKey(deviceKey)
  const sealed = seal(key, Buffer.from(JSON.stringify(Content.parse(place))), aadOf(owner))
  key.fill(0)
  replaceFile(file, `${JSON.stringify({ format: 1, ...sealed })}\n`)
}
