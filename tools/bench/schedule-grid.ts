/** What the schedule's screen takes, from the key to the screen (docs/bench.md, "The schedule"). */
import type { Page } from 'playwright-core'
import { addDays } from '../../shared/kernel/time.ts'
import { shell } from '../kit/app.ts'
import { buildIfStale } from '../start/fresh-build.ts'
import type { Bench } from './areas.ts'
import type { Figure } from './figure.ts'
import { firstPaint, paintedAfter, pause, type Shown } from './page-probe.ts'
import { startOn } from './running-app.ts'
import { workTheBoard, type BoardTimes } from './schedule-flow.ts'
import { signIn } from '../screens/visit.ts'
import { openSchedule, type ScheduleFacts } from './schedule-practice.ts'
import { inRounds, median, p50, p95 } from './stats.ts'

type Round = Readonly<{
  days: readonly number[]
  moves: readonly number[]
  months: readonly number[]
  board: BoardTimes
  /** Appointments of the day with fewest. */
  boxes: number
}>

/** `facts`: of the practice as it was laid for this run, its own workstation closed again. */
export async function* measureGrid(
  { practice, quick, rounds: wanted, say }: Bench,
  facts: ScheduleFacts,
): AsyncGenerator<Figure> {
  say(await buildIfStale())
  const rounds = await inRounds(
    () => round(practice, facts, quick),
    ({ days }) => p95(days),
    wanted,
  )
  const figure = (
    name: string,
    of: (round: Round) => number,
    atMost: number | null,
    note: string,
  ): Figure => ({
    name: `schedule.${name}`,
    value: median(rounds.map(of)),
    unit: 'ms',
    bar: atMost === null ? null : { atMost },
    note: `${note}; ${shell}, median of ${rounds.length} rounds`,
  })
  const boxes = rounds[0]?.boxes ?? 0
  const day = `key to another day, not shown before, of ${facts.providers.length} columns and ${boxes} appointments or more`
  yield figure('day.key-to-painted.p95', ({ days }) => p95(days), 120, day)
  yield figure('day.key-to-painted.median', ({ days }) => p50(days), null, day)
  const move = 'Enter that puts an appointment down in the next column, painted there'
  yield figure('move.key-to-painted.p95', ({ moves }) => p95(moves), 50, move)
  yield figure('move.key-to-painted.median', ({ moves }) => p50(moves), null, move)
  const month = 'key to the month, its free hours painted'
  yield figure('month.key-to-painted.p95', ({ months }) => p95(months), 100, month)
  const lines = rounds[0]?.board.lines ?? 0
  const opened = `Alt Y at the grid, the board of ${lines} people painted`
  yield figure('flow.key-to-painted.p95', ({ board }) => p95(board.opened), 50, opened)
  const renewed = 'the same, with what another desk has changed since it was shown'
  yield figure('flow.renewed.p95', ({ board }) => p95(board.renewed), null, renewed)
  const step = 'a key that says what has happened, painted on that board'
  yield figure('flow.step.key-to-painted.p95', ({ board }) => p95(board.steps), 50, step)
}

const columnOn = (day: string, n: number, facts: ScheduleFacts): string =>
  `[data-column="${day}/${facts.providers[n] ?? ''}"]`

async function round(practice: Bench['practice'], facts: ScheduleFacts, quick: boolean): Promise<Round> {
  // a round takes steps with the people of today, and the next needs them where they were
  const { desk } = await openSchedule(practice, quick)
  desk.close()
  const app = await startOn(practice)
  try {
    const page = await app.page()
    await firstPaint(page)
    // whatever screen somebody was at when they left
    await signIn(page, practice.demo.username, practice.demo.password)
    await page.keyboard.press('Alt+s')
    const { today } = facts
    await page
      .locator(`${columnOn(today, facts.providers.length - 1, facts)} [data-appointment]`)
      .first()
      .waitFor()
    const times = quick ? 4 : 15
    const moves = await moveSome(page, facts, times)
    // of fifteen the 95th percentile would be the slowest there is
    const days = await turnDays(page, facts, quick ? times : 40)
    const months = await turnMonths(page, today, 5)
    await page.keyboard.press('d')
    await page.keyboard.press('t')
    const board = await workTheBoard(page, times)
    return {
      days: days.map(({ ms }) => ms),
      moves,
      months,
      board,
      boxes: Math.min(...days.map(({ boxes }) => boxes)),
    }
  } finally {
    await app.quit()
  }
}

/** From day to day, none of them shown before; those of a weekend, when nobody comes, are not counted. */
async function turnDays(
  page: Page,
  facts: ScheduleFacts,
  times: number,
): Promise<{ ms: number; boxes: number }[]> {
  const turned: { ms: number; boxes: number }[] = []
  for (let day = facts.today; turned.length < times;) {
    day = addDays(day, 1)
    await pause()
    const shown: readonly Shown[] = [
      { selector: columnOn(day, facts.providers.length - 1, facts), texts: null },
    ]
    const ms = await paintedAfter(page, 'keydown', shown, () => page.keyboard.press(']'))
    const boxes = await page.locator('[data-appointment]').count()
    if (boxes > 0) turned.push({ ms, boxes })
  }
  return turned
}

/** One after the other into the column beside theirs, and each put back. */
async function moveSome(page: Page, facts: ScheduleFacts, times: number): Promise<number[]> {
  const measured: number[] = []
  const own = columnOn(facts.today, 0, facts)
  const beside = columnOn(facts.today, 1, facts)
  const ids = await page
    .locator(`${own} [data-stage="scheduled"]`)
    .evaluateAll((boxes) => boxes.map((box) => box.getAttribute('data-appointment') ?? ''))
  for (let n = 0; n < times; n += 1) {
    const id = ids[n % Math.max(1, ids.length)] ?? ''
    await page.locator(`${own} [data-appointment="${id}"]`).focus()
    await page.keyboard.press('m')
    await page.keyboard.press('ArrowRight')
    await pause()
    measured.push(
      await paintedAfter(
        page,
        'keydown',
        [{ selector: `${beside} [data-appointment="${id}"]`, texts: null }],
        () => page.keyboard.press('Enter'),
      ),
    )
    await page.locator(`${beside} [data-appointment="${id}"]:not([data-pending])`).waitFor()
    await page.keyboard.press('Control+z')
    await page.locator(`${own} [data-appointment="${id}"]:not([data-pending])`).waitFor()
    await pause()
  }
  return measured
}

/** From month to month, none of them shown before. */
async function turnMonths(page: Page, today: string, times: number): Promise<number[]> {
  const measured: number[] = []
  await page.keyboard.press('t')
  await page.keyboard.press('o')
  let month = today.slice(0, 7)
  await page.locator(`table[data-month="${month}"]`).waitFor()
  for (let n = 0; n < times; n += 1) {
    month = addDays(`${month}-01`, 31).slice(0, 7)
    await pause()
    const shown: readonly Shown[] = [{ selector: `table[data-month="${month}"]`, texts: null }]
    measured.push(await paintedAfter(page, 'keydown', shown, () => page.keyboard.press(']')))
  }
  return measured
}
