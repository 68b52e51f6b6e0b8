/** `cloud.json`: where the practice's cloud is and what this workstation proves itself with, under the device key. */
import { existsSync } from 'node:fs'
import { z } from 'zod'
import { AppError } from '../../shared/kernel/errors.ts'
import type { CloudPlace } from '../sync/https-link.ts'
import { cloudFileKey } from './keys.ts'
import { readSealed, writeSealed } from './sealed-file.ts'

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
  try {
    return readSealed(file, cloudFileKey(deviceKey), aadOf(owner), Content)
  } catch {
    throw new AppError('Unavailable', 'vault.cloud-file')
  }
}

export const writeCloudFile = (file: string, deviceKey: Buffer, owner: Owner, place: CloudPlace): void =>
  writeSealed(file, cloudFileKey(deviceKey), aadOf(owner), Content.parse(place))
