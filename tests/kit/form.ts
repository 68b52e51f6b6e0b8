import type { Page } from 'playwright-core'

/** The error that a screen reader says with a field, or an empty text. */
export async function saidOf(page: Page, label: string): Promise<string> {
  // at one moment: an error that goes between two looks at the page would be waited for in vain
  return page.getByLabel(label, { exact: true }).evaluate((field) =>
    (field.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .filter((id) => id.endsWith('-error'))
      .map((id) => document.getElementById(id)?.innerText ?? '')
      .join(' '),
  )
}
