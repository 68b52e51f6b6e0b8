/** What encryption costs a search: the same rows, the same queries, one after the other on both files. */
import { join } from 'node:path'
import type { Session } from '../../src-main/pipeline/session.ts'
import type { Store } from '../../src-main/store/store.ts'
import type { Figure } from './figure.ts'
import type { Filled } from './practice.ts'
import { answer, textsOf, type Rounds } from './search.ts'
import { inRounds, median, p95, sum, timed } from './stats.ts'
import { fileOf, makePlainCopy, openEncrypted, openPlain, storeKey } from './store-file.ts'
import type { TypedSearch } from './typed-searches.ts'
import { undisturbed } from './undisturbed.ts'

type Both = { encrypted: number[]; plain: number[] }

/** Which is asked first changes with every query: the first of two finds the processor's caches colder. */
function bothRound(
  encrypted: Session,
  plain: Session,
  texts: readonly string[],
  measure: (work: () => unknown) => number,
): Both {
  const both: Both = { encrypted: [], plain: [] }
  for (const [at, text] of texts.entries()) {
    const ask = [
      () => both.encrypted.push(measure(() => answer(encrypted, text))),
      () => both.plain.push(measure(() => answer(plain, text))),
    ]
    for (const each of at % 2 === 0 ? ask : ask.reverse()) each()
  }
  return both
}

const ratios = (name: string, rounds: readonly Both[], note: string): Figure[] =>
  (
    [
      ['p95', p95],
      ['total', sum],
    ] as const
  ).map(([which, of]) => ({
    name: `${name}.${which}`,
    value: median(rounds.map(({ encrypted, plain }) => of(encrypted) / of(plain))),
    unit: 'times',
    bar: { atMost: 1.6 },
    note,
  }))

/** `session` is of another store: only who asks is taken from it. */
export async function* againstPlain(
  practice: Filled,
  session: Session,
  searches: readonly TypedSearch[],
  folder: string,
  rounds: Rounds,
): AsyncGenerator<Figure> {
  const key = await storeKey(practice)
  const plainFile = join(folder, 'plain.db')
  makePlainCopy(fileOf(practice), key, plainFile)
  const texts = textsOf(searches).map(({ text }) => text)
  const open = (): [Store, Store] => [openEncrypted(fileOf(practice), key), openPlain(plainFile)]

  const cold = await inRounds(
    () => {
      const stores = open()
      const [encrypted, plain] = stores.map((store) => ({ ...session, store })) as [Session, Session]
      // once only: measured again it would not be cold
      const both = bothRound(encrypted, plain, texts, timed)
      for (const store of stores) store.close()
      return both
    },
    ({ encrypted, plain }) => sum(encrypted) / sum(plain),
    rounds,
  )
  yield* ratios(
    'store.search.encrypted-to-plain.cold',
    cold,
    `${texts.length} keys, both files just opened, SQLite's caches empty, the system's warm, median of ${cold.length} rounds`,
  )

  const stores = open()
  const [encrypted, plain] = stores.map((store) => ({ ...session, store })) as [Session, Session]
  bothRound(encrypted, plain, texts, undisturbed)
  const warm = await inRounds(
    () => bothRound(encrypted, plain, texts, undisturbed),
    ({ encrypted, plain }) => sum(encrypted) / sum(plain),
    rounds,
  )
  for (const store of stores) store.close()
  yield* ratios(
    'store.search.encrypted-to-plain.warm',
    warm,
    `${texts.length} keys, median of ${warm.length} rounds`,
  )
}
