import { join } from 'node:path'
import { readSlots } from '../vault/slots.ts'

/** Which workstation a profile is; null where it is none yet, or its slots cannot be read: the vault says so on screen. */
export function deviceIn(profile: string): string | null {
  try {
    return readSlots(join(profile, 'store', 'slots.json'))?.device ?? null
  } catch {
    return null
  }
}
