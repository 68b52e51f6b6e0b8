/** Search beside a peer: the same patients and the same keys, in the same run. */
import { dayIn } from '../../shared/kernel/time.ts'
import { readSearch } from '../../shared/patients/read-search.ts'
import type { Workstation } from '../kit/workstation.ts'
import type { Figure } from './figure.ts'
import { findInPouch, installPouch, loadedPouch, packages, type Pouch } from './pouchdb.ts'
import type { Filled } from './practice.ts'
import { askRound, limit, times, type Asked, type Rounds } from './search.ts'
import { inRounds, median, p50, p95, timedAsync } from './stats.ts'
import type { TypedSearch } from './typed-searches.ts'

type Both = { ours: number[]; theirs: number[] }

async function theirRound(pouch: Pouch, searches: readonly TypedSearch[]): Promise<Asked[]> {
  const today = dayIn('UTC', Date.now())
  const asked: Asked[] = []
  for (const { kind, keys } of searches)
    for (const text of keys) {
      const ms = await timedAsync(() => findInPouch(pouch, readSearch(text, today), limit))
      asked.push({ kind, text, ms })
    }
  return asked
}

/** Every key would keep the peer busy for a quarter of an hour. */
function everyThirdKey(searches: readonly TypedSearch[]): TypedSearch[] {
  let at = 0
  return searches.map((search) => ({ ...search, keys: search.keys.filter(() => at++ % 3 === 0) }))
}

/** What PouchDB has no answer for, names that are misspelt, is not asked of either. */
export async function* besidePeer(
  desk: Workstation,
  practice: Filled,
  searches: readonly TypedSearch[],
  rounds: Rounds,
  say: (what: string) => void,
): AsyncGenerator<Figure> {
  const name = 'store.search.peer'
  const found = installPouch()
  if ('missing' in found) {
    const note = `PouchDB ${packages.pouchdb}: ${found.missing}`
    yield { name: `${name}.p95`, value: null, unit: 'times', bar: { atLeast: 20 }, note }
    return
  }
  const pouch = await loadedPouch(found.Pouch, practice.keptAs, desk.session.store.read, say)
  const asked = everyThirdKey(searches.filter(({ kind }) => kind !== 'misspelt'))
  try {
    await theirRound(pouch, asked)
    const measured = await inRounds<Both>(
      async () => ({
        ours: times(await askRound(desk, asked)),
        theirs: times(await theirRound(pouch, asked)),
      }),
      ({ ours, theirs }) => p95(theirs) / p95(ours),
      rounds,
    )
    yield* figures(name, measured)
  } finally {
    await pouch.close()
  }
}

function* figures(name: string, rounds: readonly Both[]): Generator<Figure> {
  for (const [which, of] of [
    ['p95', p95],
    ['median', p50],
  ] as const) {
    const [ours, theirs] = [
      median(rounds.map((each) => of(each.ours))),
      median(rounds.map((each) => of(each.theirs))),
    ]
    yield {
      name: `${name}.${which}`,
      value: median(rounds.map((each) => of(each.theirs) / of(each.ours))),
      unit: 'times',
      bar: which === 'p95' ? { atLeast: 20 } : null,
      note: `PouchDB ${packages.pouchdb} ${theirs.toFixed(1)} ms, Holdfast with its audit entry ${ours.toFixed(2)} ms; ${rounds[0]?.ours.length ?? 0} keys, warm, median of ${rounds.length} rounds`,
    }
  }
}
