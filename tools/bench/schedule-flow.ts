/** What the flow board of a day of 400 takes, from the key to the screen (docs/bench.md, "The schedule"). */
import type { Page } from 'playwright-core'
import { takeStep } from '../../shared/schedule/take-step.ts'
import { paintedAfter, pause } from './page-probe.ts'

const board = '[role="grid"][aria-label="Patients of the day"]'
const rowAt = (id: string, stage: string): string => `${board} [id="flow-${id}"][data-stage="${stage}"]`

/** Those in sight at a stage, from the top of the board. */
const inSight = (page: Page, stage: string): Promise<string[]> =>
  page
    .locator(`${board} [data-stage="${stage}"][id^="flow-"]`)
    .evaluateAll((rows) => rows.map(({ id }) => id.slice('flow-'.length)))

export type BoardTimes = Readonly<{
  opened: readonly number[]
  renewed: readonly number[]
  steps: readonly number[]
  /** People on the board. */
  lines: number
}>

/** Opens the board again and again, and takes steps on it; another screen is shown before and after. */
export async function workTheBoard(page: Page, times: number): Promise<BoardTimes> {
  const opened: number[] = []
  const renewed: number[] = []
  await page.keyboard.press('Alt+y')
  await page.locator(`${board} [id^="flow-"]`).first().waitFor()
  const lines = Number(await page.locator(board).getAttribute('aria-rowcount')) - 1
  // the board begins at whoever is expected next: an earlier round may have confirmed them
  const [seen] = [...(await inSight(page, 'scheduled')), ...(await inSight(page, 'confirmed'))]
  if (seen === undefined) throw new Error('nobody in sight on the board is expected')
  for (let n = 0; n < times; n += 1) {
    opened.push(await openAgain(page, seen))
    renewed.push(await openAfresh(page, seen))
  }
  const steps: number[] = []
  for (let n = 0; n < times; n += 1) steps.push(await takeOne(page, n % 2 === 0 ? 'c' : 'a'))
  return { opened, renewed, steps, lines }
}

async function leave(page: Page): Promise<void> {
  await page.keyboard.press('Alt+s')
  await page.locator('[data-appointment]').first().waitFor()
  // all of it is drawn by then
  await page.locator('[data-later]').first().waitFor({ state: 'detached' })
}

async function openAgain(page: Page, id: string): Promise<number> {
  await leave(page)
  await pause()
  return paintedAfter(page, 'keydown', [{ selector: `${board} [id="flow-${id}"]`, texts: null }], () =>
    page.keyboard.press('Alt+y'),
  )
}

/** Something of the day changes while another screen is shown, as another desk does it: what counts is the board that says so. */
async function openAfresh(page: Page, id: string): Promise<number> {
  const [scheduled] = await page.locator(rowAt(id, 'scheduled')).all()
  const [kind, stage] = scheduled ? ['confirmed', 'confirmed'] : ['unconfirmed', 'scheduled']
  await leave(page)
  await page.evaluate(
    ({ name, input }) =>
      (
        globalThis as unknown as { holdfast: { run(name: string, input: unknown): Promise<unknown> } }
      ).holdfast.run(name, input),
    { name: takeStep.name, input: { appointmentId: id, kind } },
  )
  // the grid behind it is drawn with the change: that is over when the key comes
  await page.locator(`[data-appointment="${id}"][data-stage="${stage}"]`).first().waitFor()
  await pause()
  return paintedAfter(page, 'keydown', [{ selector: rowAt(id, stage), texts: null }], () =>
    page.keyboard.press('Alt+y'),
  )
}

/** Who is scheduled and nothing more, elsewhere on the board where those in sight have been dealt with. */
async function nextScheduled(page: Page): Promise<string> {
  // from where one is, and then from the top: the board begins at the time of day it is
  for (const key of [...Array<string>(40).fill('PageDown'), 'Home', ...Array<string>(40).fill('PageDown')]) {
    const [id] = await inSight(page, 'scheduled')
    if (id !== undefined) return id
    await page.locator(board).focus()
    await page.keyboard.press(key)
    await pause()
  }
  throw new Error('nobody on the board is scheduled any more')
}

/** A key that says what has happened to somebody, until the board says it. */
async function takeOne(page: Page, key: 'a' | 'c'): Promise<number> {
  const id = await nextScheduled(page)
  await page.locator(`[id="flow-${id}"]`).click()
  await page.locator(`[id="flow-${id}"][aria-selected="true"]`).waitFor()
  await page.locator(board).focus()
  await pause()
  const shown = rowAt(id, key === 'a' ? 'arrived' : 'confirmed')
  const ms = await paintedAfter(page, 'keydown', [{ selector: shown, texts: null }], () =>
    page.keyboard.press(key),
  )
  // whatever follows is over: the pane beside it, where something is missing
  await page
    .getByText(key === 'a' ? /has arrived\.$/ : /is confirmed\.$/)
    .last()
    .waitFor()
  await pause()
  await page.keyboard.press('Escape')
  await page.locator(board).focus()
  return ms
}
