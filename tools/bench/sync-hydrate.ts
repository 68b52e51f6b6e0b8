/** How fast a new workstation takes in a practice, and how much of that is the writing itself. */
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { SyncEngine, type EngineParts } from '../../src-main/sync/engine.ts'
import { readMigrations } from '../../src-main/store/migrate.ts'
import { openStore, type Store } from '../../src-main/store/store.ts'
import { root } from '../proc.ts'
import type { BenchCloud } from './sync-cloud.ts'
import type { BenchRow } from './sync-rows.ts'

const migrations = readMigrations(join(root, 'migrations/local'))

/** An empty store on the disk, of a workstation that has yet to read anything. */
export function emptyStore(folder: string, name: string): Store {
  const file = join(folder, `${name}.db`)
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true })
  return openStore(file, randomBytes(32), migrations, { create: true })
}

type Desk = Readonly<{ store: Store; engine: SyncEngine; close(): void }>

export async function newDesk(
  cloud: BenchCloud,
  practice: string,
  store: Store,
  more: Partial<EngineParts> = {},
): Promise<Desk> {
  const { device, transport } = await cloud.enrol(practice)
  const engine = new SyncEngine({
    store,
    transport,
    device,
    appVersion: 'bench',
    now: () => new Date().toISOString(),
    changed: () => undefined,
    ...more,
  })
  return {
    store,
    engine,
    close: () => {
      transport.close()
      store.close()
    },
  }
}

export type Hydrated = Readonly<{ rows: number; coreSeconds: number; seconds: number }>

/** One workstation from nothing to a cursor. */
export async function hydrateOnce(cloud: BenchCloud, practice: string, folder: string): Promise<Hydrated> {
  const rows = { core: 0, charts: 0 }
  let coreSeconds = 0
  const start = performance.now()
  const since = () => (performance.now() - start) / 1000
  const desk = await newDesk(cloud, practice, emptyStore(folder, 'hydrated'), {
    progress(part) {
      if (!part) return
      rows[part.scope] = part.rowsDone
      if (part.scope === 'core') coreSeconds = since()
    },
  })
  while (desk.store.sync.get('epoch') === null) await desk.engine.step()
  const seconds = since()
  desk.close()
  return { rows: rows.core + rows.charts, coreSeconds, seconds }
}

/** The same rows inserted and nothing else: what this disk, this cipher and these indexes allow. Rows a second. */
export function rawInserts(rows: readonly BenchRow[], folder: string): number {
  const store = emptyStore(folder, 'raw')
  store.writesForLong(true)
  const start = performance.now()
  for (let from = 0; from < rows.length; from += 2000) {
    store.relaxed(() => {
      for (const { record, row } of rows.slice(from, from + 2000)) store.writers.of(record).insert(row, 1)
    })
    store.checkpoint()
  }
  const seconds = (performance.now() - start) / 1000
  store.close()
  return rows.length / seconds
}
