import type { Page } from 'playwright-core'

/** The error that a screen reader says with a field, or an empty text. */
export async function saidOf(page: Page, label: string): Promise<string> {
  const described = await page.getByLabel(label, { exact: true }).getAttribute('aria-describedby')
  const errors = (described ?? '').split(' ').filter((id) => id.endsWith('-error'))
  return (await Promise.all(errors.map((id) => page.locator(`[id="${id}"]`).innerText()))).join(' ')
}
