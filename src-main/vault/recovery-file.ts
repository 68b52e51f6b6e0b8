/** `recovery.json`: this workstation's keys, sealed to the practice's recovery key. Beside the slots, and as a copy in the cloud. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { AppError } from '../../shared/kernel/errors.ts'
import { PracticeKey } from '../../shared/sync/recovery.ts'
import { openWith, sealTo } from './keys.ts'
import { publicShaOf } from './practice-key.ts'

type Place = Readonly<{ tenant: string; device: string }>

/** What is sealed: the key of an epoch of the store, of the audit log, of somebody's drafts. */
export const workstationPart = (epoch: number): string => `workstation-key/${epoch}`
export const auditPart = 'audit-key'
export const draftPart = (user: string): string => `draft-key/${user}`
const Part = z.string().regex(/^(workstation-key\/\d{1,6}|audit-key|draft-key\/[0-9a-f-]{36})$/)

export const SealedPart = z.strictObject({
  part: Part,
  sealed: z.strictObject({ enc: z.base64(), text: z.base64() }),
})
export type SealedPart = z.output<typeof SealedPart>

export const RecoveryFile = z.strictObject({
  format: z.literal(1),
  tenant: z.uuid(),
  device: z.uuid(),
  key: PracticeKey,
  parts: z.array(SealedPart).max(200),
})
export type RecoveryFile = z.output<typeof RecoveryFile>

/** Practice, workstation, key and part: a part of another opens nothing here. */
const infoOf = ({ tenant, device }: Place, key: PracticeKey, part: string): string =>
  `recovery/1|${tenant}|${device}|${publicShaOf(key)}|${part}`

export async function sealPart(
  place: Place,
  key: PracticeKey,
  part: string,
  plain: Buffer,
): Promise<SealedPart> {
  return { part, sealed: await sealTo(Buffer.from(key.publicKey, 'base64'), plain, infoOf(place, key, part)) }
}

/**
 * What the parts of this name hold; the caller wipes them. There may be two keys of the audit log, while one takes the other's
 * place. Throws `vault.slot-damaged` for one that was not sealed here for this.
 */
export async function openParts(
  place: Place,
  file: RecoveryFile,
  privateKey: Buffer,
  part: string,
): Promise<Buffer[]> {
  const opened: Buffer[] = []
  for (const { sealed } of file.parts.filter((each) => each.part === part))
    opened.push(await openWith(privateKey, sealed, infoOf(place, file.key, part)))
  return opened
}

export const recoveryText = (file: RecoveryFile): string =>
  `${JSON.stringify(RecoveryFile.parse(file), null, 1)}\n`

export const textShaOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Throws `recovery.file-damaged`. */
export function parseRecovery(text: string, { tenant, device }: Place): RecoveryFile {
  try {
    const file = RecoveryFile.parse(JSON.parse(text))
    if (file.tenant === tenant && file.device === device) return file
  } catch {
    // said below
  }
  throw new AppError('Unavailable', 'recovery.file-damaged')
}

/** The text as it lies there; null where there is none, or it cannot be read. */
export function readRecoveryText(file: string): string | null {
  try {
    return existsSync(file) ? readFileSync(file, 'utf8') : null
  } catch {
    return null
  }
}
