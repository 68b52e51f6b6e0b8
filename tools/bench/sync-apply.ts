/** Reading the log page by page, and how it is to search while that goes on. */
import { findPatients } from '../../shared/patients/find-patients.ts'
import { permissions } from '../../shared/kernel/permissions.ts'
import { findPatientsHandler } from '../../src-main/patients/find-patients.ts'
import type { Session } from '../../src-main/pipeline/session.ts'
import type { Store } from '../../src-main/store/store.ts'
import type { BenchCloud } from './sync-cloud.ts'
import { emptyStore, newDesk } from './sync-hydrate.ts'
import { p95, timed } from './stats.ts'

export type Applied = Readonly<{
  rowsPerSecond: number
  idleP95: number
  meanwhileP95: number
  searches: number
}>

/** Between two searches of one person, ms. */
const pauseMs = 40
const { limit } = findPatients.example
const texts = ['mar', 'smith', 'jo an', 'gar', '1985', 'lee', 'ann b', 'wil']

/** Milliseconds from the moment somebody would ask to the answer: what holds the thread counts. */
async function searchFor(store: Store, until: () => boolean): Promise<number[]> {
  const ms: number[] = []
  for (let n = 0; !until(); n += 1) {
    const due = performance.now() + pauseMs
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
    timed(() => search(store, texts[n % texts.length] ?? ''))
    ms.push(performance.now() - due)
  }
  return ms
}

function search(store: Store, text: string): void {
  const actor = { id: 'bench', displayName: 'Bench', roles: [], can: new Set(permissions) }
  const ctx = { actor, sessionId: '', opId: '', now: new Date().toISOString(), newId: () => '' }
  // of the session the search takes the store, and who asks
  findPatientsHandler.answer(store.read, { text, limit }, ctx, { store, actor } as unknown as Session)
}

/** One workstation that reads the whole log. */
export async function applyOnce(
  cloud: BenchCloud,
  practice: string,
  folder: string,
  rows: number,
): Promise<Applied> {
  const store = emptyStore(folder, 'applied')
  const desk = await newDesk(cloud, practice, store, {
    readFromStartUpTo: Number.MAX_SAFE_INTEGER,
    // as the door tells it of whoever searches
    isAsked: () => true,
  })
  let done = false
  const searching = searchFor(store, () => done)
  const start = performance.now()
  while ((await desk.engine.step()) === 'more');
  const seconds = (performance.now() - start) / 1000
  done = true
  const meanwhile = await searching
  let count = 0
  const idle = await searchFor(store, () => (count += 1) > 100)
  desk.close()
  return {
    rowsPerSecond: rows / seconds,
    idleP95: p95(idle),
    meanwhileP95: p95(meanwhile),
    searches: meanwhile.length,
  }
}
