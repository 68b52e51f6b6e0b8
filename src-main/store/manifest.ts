/** The manifest of the snapshot that is being taken in, and how far it is. */
import { Manifest } from '../../shared/sync/hydrate.ts'
import type { Store } from './store.ts'

/** How far it is: the next segment, and how many lines of it are in already. */
export type Place = Readonly<{ segment: number; lines: number }>

/** The epoch whose snapshot is being taken in; null where this workstation reads the log. */
export const hydratingEpoch = (store: Store): string | null => store.sync.get('hydrating')

export function readManifest(store: Store): Manifest | null {
  const text = store.sync.get('manifest')
  return text === null ? null : Manifest.parse(JSON.parse(text))
}

export function readPlace(store: Store): Place {
  const [segment, lines] = (store.sync.get('hydrated') ?? '0.0').split('.').map(Number)
  return { segment: segment ?? 0, lines: lines ?? 0 }
}

export function notePlace(store: Store, { segment, lines }: Place): void {
  store.sync.set('hydrated', `${segment}.${lines}`)
}
