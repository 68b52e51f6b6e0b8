import type { Page } from 'playwright-core'

/** Buttons and fields that lie under a word in the corner, by what they say; a word has to be there. */
export async function underNotices(page: Page): Promise<string[]> {
  await page.getByRole('alert').first().waitFor()
  return page.evaluate(() => {
    const words = [...document.querySelectorAll('[role=alert]')].map((each) => each.getBoundingClientRect())
    return [...document.querySelectorAll<HTMLElement>('button, input, select, textarea, a[href]')]
      .filter((each) => each.closest('[role=alert]') === null && each.checkVisibility())
      .filter((each) => {
        const { left, right, top, bottom } = each.getBoundingClientRect()
        return words.some(
          (word) => word.left < right && word.right > left && word.top < bottom && word.bottom > top,
        )
      })
      .map((each) => each.getAttribute('aria-label') ?? each.innerText)
  })
}
