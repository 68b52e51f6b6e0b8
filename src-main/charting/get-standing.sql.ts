import type { Reader } from '../store/reader.ts'

type Held = { held: 'no' | 'loading' | 'yes'; loadedAt: string | null }

export const isPatient = (read: Reader, id: string): boolean =>
  read.rows('SELECT 1 FROM patients WHERE id = ?', id).length > 0

/** A chart without a row of its own is held whole. */
export const heldOf = (read: Reader, patient: string): Held =>
  read.rows<Held>('SELECT held, loadedAt FROM chart WHERE patient = ?', patient)[0] ?? {
    held: 'yes',
    loadedAt: null,
  }

/** When everything there was had been read from the cloud, as it was written down last. */
export const readAt = (read: Reader): string | null =>
  read.rows<{ v: string }>(`SELECT v FROM sync_state WHERE k = 'readAt'`)[0]?.v ?? null
