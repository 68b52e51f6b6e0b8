/** What the app takes, from the key to the screen, in a real browser engine (docs/bench.md, "The app"). */
import { shell } from '../kit/app.ts'
import { buildIfStale } from '../start/fresh-build.ts'
import { longCharts, openAll, type LongChart, type Opened } from './app-chart.ts'
import { keysFor, typeAll, type Key } from './app-search.ts'
import type { Bench } from './areas.ts'
import type { Figure } from './figure.ts'
import { memoryFigures } from './memory.ts'
import { firstPaint } from './page-probe.ts'
import { signedIn, type Filled } from './practice.ts'
import { lockOn, startOn, toPatients, unlockOn } from './running-app.ts'
import { inRounds, median, p50, p95 } from './stats.ts'
import { typedSearches } from './typed-searches.ts'

type Todo = Readonly<{ searches: readonly (readonly Key[])[]; charts: readonly LongChart[]; locks: number }>
type Round = Readonly<{
  start: number
  keys: readonly number[]
  opened: readonly Opened[]
  signIn: number
  unlocks: readonly number[]
  locks: readonly number[]
  memory: readonly Figure[]
}>

export async function* measure({ practice, quick, rounds: wanted, say }: Bench): AsyncGenerator<Figure> {
  say(await buildIfStale())
  const todo = await prepare(practice, quick)
  const rounds = await inRounds(
    () => round(practice, todo),
    ({ keys }) => p95(keys),
    wanted,
  )
  const figure = (
    name: string,
    of: (round: Round) => number,
    atMost: number | null,
    note: string,
  ): Figure => ({
    name: `app.${name}`,
    value: median(rounds.map(of)),
    unit: 'ms',
    bar: atMost === null ? null : { atMost },
    note: `${note}; ${shell}, median of ${rounds.length} rounds`,
  })

  const keys = `${rounds[0]?.keys.length ?? 0} keys that change the list`
  yield figure('search.key-to-painted.p95', (each) => p95(each.keys), 50, keys)
  yield figure('search.key-to-painted.median', (each) => p50(each.keys), null, keys)
  const least = Math.min(...todo.charts.map(({ encounters }) => encounters))
  const charts = `${todo.charts.length} charts of ${least} encounters and more, none opened before`
  yield figure(
    'chart.click-to-painted.p95',
    ({ opened }) => p95(opened.map(({ chart }) => chart)),
    150,
    charts,
  )
  yield figure(
    'chart.click-to-painted.median',
    ({ opened }) => p50(opened.map(({ chart }) => chart)),
    null,
    charts,
  )
  yield figure(
    'encounters.click-to-painted.p95',
    ({ opened }) => p95(opened.map(({ encounters }) => encounters)),
    null,
    'the list of every encounter of such a chart',
  )
  yield figure(
    'start',
    ({ start }) => start,
    null,
    "start of the program to the painted gate, files in the system's cache",
  )
  yield figure(
    'sign-in',
    ({ signIn }) => signIn,
    1500,
    'user name and password after a start of the program: Enter to the painted list of everyone',
  )
  yield figure(
    'unlock',
    ({ unlocks }) => median(unlocks),
    1000,
    'Enter on the password to the painted list of everyone',
  )
  yield figure(
    'lock',
    ({ locks }) => median(locks),
    null,
    'Ctrl+L to the painted gate: the vault has ended, a new one has begun',
  )
  yield* rounds.at(-1)?.memory ?? []
}

/** What is typed and opened, and what must be seen then: from the store itself, before the app has it. */
async function prepare(practice: Filled, quick: boolean): Promise<Todo> {
  const desk = await signedIn(practice)
  try {
    const every = quick ? 6 : 3
    const searches = typedSearches(desk.session.store.read).filter((_search, at) => at % every === 0)
    const charts = longCharts(desk.session)
    return { searches: keysFor(desk.session, searches), charts, locks: quick ? 1 : 3 }
  } finally {
    desk.close()
  }
}

/** One whole run of the app: no cache of it has anything of the round before. */
async function round(practice: Filled, { searches, charts, locks: times }: Todo): Promise<Round> {
  const begun = Date.now()
  const app = await startOn(practice)
  try {
    let page = await app.page()
    await page.getByLabel('Password', { exact: true }).waitFor()
    const start = (await firstPaint(page)) - begun
    const signIn = await unlockOn(page, practice)
    const unlocks: number[] = []
    const keys = await typeAll(page, searches)
    const opened = await openAll(page, charts)
    const memory = memoryFigures(app.pid)
    const locks: number[] = []
    for (let time = 0; time < times; time += 1) {
      // a lock keeps the place one was at: the next unlock must come back to the list
      await toPatients(page)
      const locked = await lockOn(app, page)
      page = locked.page
      locks.push(locked.ms)
      unlocks.push(await unlockOn(page, practice))
    }
    return { start, keys, opened, signIn, unlocks, locks, memory }
  } finally {
    await app.quit()
  }
}
