/** What somebody does by hand, counted as the rules of screens count it: a click, a command, or the filling of one field. */
import type { Locator, Page } from 'playwright-core'

export class Actions {
  readonly #page: Page
  /** In their order, for whoever reads why there are too many. */
  readonly done: string[] = []

  constructor(page: Page) {
    this.#page = page
  }

  get count(): number {
    return this.done.length
  }

  async click(on: Locator, name: string): Promise<void> {
    this.done.push(`click ${name}`)
    await on.click()
  }

  /** Keys that are one command: `Alt+b`, `Control+Enter`. */
  async command(keys: string): Promise<void> {
    this.done.push(`keys ${keys}`)
    await this.#page.keyboard.press(keys)
  }

  /** Types into the field that has the focus, and leaves it. */
  async type(text: string): Promise<void> {
    this.done.push(`type ${text}`)
    await this.#page.keyboard.type(text)
    await this.#page.keyboard.press('Tab')
  }

  /** Types into the field that has the focus, and stays in it. */
  async write(text: string): Promise<void> {
    this.done.push(`type ${text}`)
    await this.#page.keyboard.type(text)
  }

  /** Fills a field, wherever the focus is, and leaves it. */
  async fill(field: Locator, text: string): Promise<void> {
    this.done.push(`fill ${text}`)
    await field.fill(text)
    await field.press('Tab')
  }

  /** Chooses in a list by its words. */
  async choose(field: Locator, label: string): Promise<void> {
    this.done.push(`choose ${label}`)
    await field.selectOption({ label })
  }
}
