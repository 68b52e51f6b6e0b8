/** `wiped.json`, beside the store and outside of it: how far a wipe is, and what is left to say to the cloud. Nothing in it opens anything. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { SignedWipeReceipt } from '../../shared/access/wipe.ts'
import { replaceFile } from './slots.ts'

const WipeNote = z.strictObject({
  format: z.literal(1),
  /** `begun`: from here on it is carried through, whatever comes between. */
  stage: z.enum(['begun', 'done']),
  device: z.uuid(),
  at: z.string(),
  /** Where the receipt is sent; null once the cloud has it, and where there is nothing to sign it with. */
  owed: z
    .strictObject({
      place: z.strictObject({ host: z.string(), port: z.int(), ca: z.array(z.string()) }),
      signed: SignedWipeReceipt,
    })
    .nullable(),
})
export type WipeNote = z.output<typeof WipeNote>

export const wipeNoteFile = (profile: string): string => join(profile, 'wiped.json')

/** Null where there is none, or what there is cannot be read: nothing is deleted for that. */
export function readWipeNote(profile: string): WipeNote | null {
  const file = wipeNoteFile(profile)
  if (!existsSync(file)) return null
  try {
    return WipeNote.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

export const writeWipeNote = (profile: string, note: WipeNote): void =>
  replaceFile(wipeNoteFile(profile), `${JSON.stringify(WipeNote.parse(note))}\n`)

/** Nothing is shown of it any more; kept where the cloud is still to be told. */
export function dropWipeNote(profile: string): void {
  if (readWipeNote(profile)?.owed === null) rmSync(wipeNoteFile(profile), { force: true })
}
