/** From a key to the list that it makes. */
import type { Page } from 'playwright-core'
import type { Session } from '../../src-main/pipeline/session.ts'
import { paintedAfter, pause, type Shown } from './page-probe.ts'
import { answer } from './search.ts'
import type { TypedSearch } from './typed-searches.ts'

/** A key, the text after it, and what the list then shows; null where it shows what it showed before. */
export type Key = Readonly<{ key: string; text: string; shown: readonly Shown[] | null }>

/** So many lines are looked at: those on the screen, whatever its size. */
const looked = 8

function shownFor(session: Session, text: string): Shown[] {
  const { lines, more } = answer(session, text)
  const count = lines.length
  const words = more
    ? `The first ${count}; type more to narrow`
    : count === 1
      ? '1 patient'
      : `${count} patients`
  return [
    { selector: '#main [role="status"]', texts: [words] },
    {
      selector: 'table[aria-label="Patients found"] tr[data-row] td:nth-child(5)',
      texts: lines.slice(0, looked).map(({ mrn }) => mrn),
    },
  ]
}

/** What is typed, and what must be seen after each key. Worked out before the app runs, on the same store. */
export function keysFor(session: Session, searches: readonly TypedSearch[]): Key[][] {
  const asked = new Set<string>()
  return searches
    .filter(({ whole }) => /^[\x20-\x7e]+$/.test(whole))
    .map(({ whole }) => {
      let before = ''
      return Array.from(whole, (key, at) => {
        const text = whole.slice(0, at + 1).trim()
        const shown = shownFor(session, text)
        const signature = JSON.stringify(shown)
        // an answer that the screen still has is no search, and one that looks the same cannot be seen to arrive
        const measured = !asked.has(text) && signature !== before
        asked.add(text)
        before = signature
        return { key, text, shown: measured ? shown : null }
      })
    })
}

/** Milliseconds of each key that changed the list. */
export async function typeAll(page: Page, searches: readonly (readonly Key[])[]): Promise<number[]> {
  const times: number[] = []
  const field = page.getByLabel('Find patients')
  for (const keys of searches) {
    await field.focus()
    await page.keyboard.press('Escape')
    for (const { key, shown } of keys) {
      await pause()
      if (shown) times.push(await paintedAfter(page, 'keydown', shown, () => page.keyboard.type(key)))
      else await page.keyboard.type(key)
    }
    await pause()
  }
  return times
}
