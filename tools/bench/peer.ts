/** Search beside a peer: the same patients and the same keys, in the same run. */
import type { Workstation } from '../kit/workstation.ts'
import type { Figure } from './figure.ts'
import { startPeer } from './peer-link.ts'
import { installPouch, packages } from './pouchdb.ts'
import { answerRound, askRound, textsOf, times, type Rounds } from './search.ts'
import { inRounds, median, p50, p95 } from './stats.ts'
import type { TypedSearch } from './typed-searches.ts'

type Round = Readonly<{ answer: readonly number[]; ask: readonly number[]; theirs: readonly number[] }>

/** Every key would keep the peer busy for a quarter of an hour. */
function everyThirdKey(searches: readonly TypedSearch[]): TypedSearch[] {
  let at = 0
  return searches.map((search) => ({ ...search, keys: search.keys.filter(() => at++ % 3 === 0) }))
}

/** What PouchDB has no answer for, names that are misspelt, is not asked of either. */
export async function* besidePeer(
  desk: Workstation,
  searches: readonly TypedSearch[],
  rounds: Rounds,
  say: (what: string) => void,
): AsyncGenerator<Figure> {
  const name = 'store.search.peer'
  const found = installPouch()
  if ('missing' in found) {
    const note = `PouchDB ${packages.pouchdb}: ${found.missing}`
    yield { name: `${name}.answer.p95`, value: null, unit: 'times', bar: { atLeast: 20 }, note }
    return
  }
  const asked = everyThirdKey(searches.filter(({ kind }) => kind !== 'misspelt'))
  const texts = textsOf(asked).map(({ text }) => text)
  const peer = await startPeer(desk.session.store.read, say)
  try {
    const round = async (): Promise<Round> => ({
      answer: times(answerRound(desk.session, asked)),
      ask: times(await askRound(desk, asked)),
      theirs: await peer.search(texts),
    })
    await round()
    const measured = await inRounds(round, ({ answer, theirs }) => p95(theirs) / p95(answer), rounds)
    yield* figures(name, measured)
  } finally {
    peer.end()
  }
}

function* figures(name: string, rounds: readonly Round[]): Generator<Figure> {
  const middle = (of: (round: Round) => number) => median(rounds.map(of))
  for (const ours of ['answer', 'ask'] as const)
    for (const [which, of] of [
      ['p95', p95],
      ['median', p50],
    ] as const)
      yield {
        name: `${name}.${ours}.${which}`,
        value: middle((round) => of(round.theirs) / of(round[ours])),
        unit: 'times',
        bar: ours === 'answer' && which === 'p95' ? { atLeast: 20 } : null,
        note: `PouchDB ${packages.pouchdb} ${middle(({ theirs }) => of(theirs)).toFixed(1)} ms, Holdfast ${middle((round) => of(round[ours])).toFixed(2)} ms${ours === 'ask' ? ' with door and durable audit entry' : ''}; ${rounds[0]?.theirs.length ?? 0} keys, warm, median of ${rounds.length} rounds`,
      }
}
