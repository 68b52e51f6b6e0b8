/** Somebody at a page, who counts what they do: a click, a command, or the filling of one field is an action (ui.md). */
import type { Locator, Page } from 'playwright-core'

export class Hand {
  actions = 0
  page: Page

  constructor(page: Page) {
    this.page = page
  }

  async click(what: Locator): Promise<void> {
    this.actions += 1
    await what.click()
  }

  async press(keys: string): Promise<void> {
    this.actions += 1
    await this.page.keyboard.press(keys)
  }

  async fill(label: string, words: string): Promise<void> {
    this.actions += 1
    await this.page.getByLabel(label, { exact: true }).fill(words)
  }

  /** Into what has the focus. */
  async type(words: string): Promise<void> {
    this.actions += 1
    await this.page.keyboard.type(words)
  }
}
