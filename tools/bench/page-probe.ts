/**
 * When a page has shown what a person asked for. The start is the time stamp of the input event, which the browser sets
 * when the key or button reaches it. The end is a task that runs after the frame in which the change was drawn: style,
 * layout and paint of the whole page are over by then; what is left is the compositor's.
 */
import type { Page } from 'playwright-core'

/** What must stand in the page: the texts of the first elements that match, or with null any at all. */
export type Shown = Readonly<{ selector: string; texts: readonly string[] | null }>

type Armed = { __painted?: Promise<number> }

/** Runs in the page. Resolves `__painted` to milliseconds. */
function watch({ event, shown }: { event: string; shown: readonly Shown[] }): void {
  const isShown = () =>
    shown.every(({ selector, texts }) => {
      const found = document.querySelectorAll(selector)
      return texts === null
        ? found.length > 0
        : found.length >= texts.length && texts.every((text, at) => found[at]?.textContent === text)
    })
  ;(globalThis as Armed).__painted = new Promise((resolve) => {
    let at: number | null = null
    addEventListener(event, ({ timeStamp }) => (at ??= timeStamp), { capture: true, once: true })
    const afterFrame = () => {
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', () => resolve(performance.now() - (at ?? Number.NaN)))
      port1.start()
      port2.postMessage(null)
    }
    const observer = new MutationObserver(() => {
      if (at === null || !isShown()) return
      observer.disconnect()
      requestAnimationFrame(afterFrame)
    })
    observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
  })
}

const patienceMs = 10_000

/** Milliseconds from the event that `act` causes to the frame that shows it. Throws where it is never shown. */
export async function paintedAfter(
  page: Page,
  event: 'keydown' | 'click',
  shown: readonly Shown[],
  act: () => Promise<unknown>,
): Promise<number> {
  await page.evaluate(watch, { event, shown })
  await act()
  const late = AbortSignal.timeout(patienceMs)
  return Promise.race([
    page.evaluate(() => (globalThis as Armed).__painted ?? Number.NaN),
    new Promise<never>((_resolve, reject) =>
      late.addEventListener('abort', () =>
        reject(new Error(`never shown: ${shown.map(({ selector }) => selector).join(', ')}`)),
      ),
    ),
  ])
}

/** When a page first painted something, in the milliseconds of Date.now(). */
export async function firstPaint(page: Page): Promise<number> {
  // what is in the page may not be on the screen yet
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0)
  return page.evaluate(
    () =>
      performance.timeOrigin +
      (performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN),
  )
}

/** People do not type to the beat of the screen: without this every key would fall on the same part of a frame. */
export const pause = (): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 50))
