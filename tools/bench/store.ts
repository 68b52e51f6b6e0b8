/** What the store takes: searching, writing, opening, importing, and the room it needs. */
import { againstPlain } from './against-plain.ts'
import type { Bench } from './areas.ts'
import type { Figure } from './figure.ts'
import { importing } from './import.ts'
import { opening } from './open.ts'
import { besidePeer } from './peer.ts'
import { signedIn } from './practice.ts'
import { answerRound, askRound, figuresOf, searchRounds } from './search.ts'
import { typedSearches } from './typed-searches.ts'
import { registrations } from './write.ts'

export async function* measure(bench: Bench): AsyncGenerator<Figure> {
  const { practice, rounds, folder, quick } = bench
  // before anything is written to it
  yield* importing(practice, folder, quick, rounds)
  yield* opening(practice, quick)
  const desk = await signedIn(practice)
  try {
    const searches = typedSearches(desk.session.store.read)
    yield* figuresOf(
      'store.search.answer',
      await searchRounds(() => answerRound(desk.session, searches), rounds),
      3,
    )
    yield* figuresOf('store.search.ask', await searchRounds(() => askRound(desk, searches), rounds), 3)
    yield* besidePeer(desk, searches, rounds, bench.say)
    yield* againstPlain(practice, desk.session, searches, folder, rounds)
    yield* registrations(desk, rounds)
  } finally {
    desk.close()
  }
}
