/** Walking the schedule's grid by arrows, from what has the focus to somebody or to a time: what stands there is read as a screen reader reads it. */
import type { Page } from 'playwright-core'
import { clockOf } from './plan.ts'

type Stood = Readonly<{
  /** Of which column of the grid, from the left; -1 where the focus is not in it. */
  column: number
  /** Local minute of the day. */
  minute: number
  name: string
}>

export class GridWalk {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** From the grid itself, which has the focus when one comes to it, to what is marked in it. */
  async enter(): Promise<void> {
    const marked = this.#page.locator('[role=grid] :focus')
    await this.#page.locator('[role=grid]:focus').or(marked).waitFor()
    if ((await this.#stood()).column < 0) await this.#page.keyboard.press('ArrowDown')
    await marked.waitFor()
  }

  /** To an appointment, wherever it is drawn. */
  async toBox(name: string): Promise<void> {
    const { column, minute } = await this.#placeOf(name)
    await this.#to(column, minute, name)
  }

  /** To a free time of a column. */
  async toMinute(title: string, minute: number): Promise<void> {
    await this.#to(await this.#columnOf(title), minute, '')
  }

  /** Waits until an appointment stands there and is sent. */
  async isAt(name: string, title: string, minute: number): Promise<void> {
    const column = await this.#columnOf(title)
    await this.#page
      .locator('[data-column]')
      .nth(column)
      .locator(
        `[data-appointment]:not([data-pending])[aria-label*="${clockOf(minute > 779 ? minute - 720 : minute)}"]`,
      )
      .filter({ hasText: name })
      .waitFor()
  }

  async #to(column: number, minute: number, name: string): Promise<void> {
    const { keyboard } = this.#page
    for (let left = 120; left > 0; left -= 1) {
      const stood = await this.#stood()
      if (stood.column === column && stood.minute === minute && stood.name === name) return
      if (stood.column !== column) await keyboard.press(stood.column < column ? 'ArrowRight' : 'ArrowLeft')
      else if (stood.minute < minute)
        await keyboard.press(minute - stood.minute >= 120 ? 'PageDown' : 'ArrowDown')
      else if (stood.minute > minute)
        await keyboard.press(stood.minute - minute >= 120 ? 'PageUp' : 'ArrowUp')
      // two at one time: the other one is beside it in the order of the list
      else await keyboard.press('ArrowDown')
    }
    throw new Error(`not reached by arrows: ${name || clockOf(minute)}`)
  }

  async #columnOf(title: string): Promise<number> {
    const titles = await this.#page.locator('[data-column] [role=rowheader] b').allInnerTexts()
    const at = titles.indexOf(title)
    if (at < 0) throw new Error(`no column is called ${title}`)
    return at
  }

  async #placeOf(name: string): Promise<Stood> {
    const box = this.#page.locator('[data-appointment]').filter({ hasText: name }).first()
    await box.waitFor()
    return box.evaluate(read)
  }

  #stood(): Promise<Stood> {
    return this.#page.evaluate(`(${String(read)})(document.activeElement)`) as Promise<Stood>
  }
}

/** Runs in the page. */
function read(element: Element | null): Stood {
  const said = element?.getAttribute('aria-label') ?? element?.querySelector('.hf-sr')?.textContent ?? ''
  const [, hour = '', minute = '', half = ''] = /^(\d+):(\d\d)\s?(AM|PM)?/.exec(said) ?? []
  const later = half === '' ? /(AM|PM)/.exec(said)?.[1] : half
  const at = (Number(hour) % 12) * 60 + Number(minute) + (later === 'PM' ? 720 : 0)
  const columns = [...document.querySelectorAll('[data-column]')]
  if (element?.hasAttribute('data-appointment'))
    return {
      column: columns.indexOf(element.closest('[data-column]') as Element),
      minute: at,
      name: element.querySelector('b')?.textContent ?? '',
    }
  if (!element?.hasAttribute('data-cell')) return { column: -1, minute: 0, name: '' }
  const titles = columns.map((each) => each.querySelector('[role=rowheader] b')?.textContent ?? '')
  return { column: titles.findIndex((title) => said.includes(`, ${title}, `)), minute: at, name: '' }
}
