/** Pictures of a page in both schemes, and what a checker of accessibility finds in them. */
import axe, { type RunOptions } from 'axe-core'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { root } from '../../tools/proc.ts'
import { settle } from '../../tools/screens/visit.ts'

const out = join(root, 'out', 'screens')
/** What nobody looks at is not taken: `npm run screens` takes them, other runs only check what would be on them. */
const areTaken = process.env['HOLDFAST_PICTURES'] === '1'

/** How many there are where a list is looked at, and how many do where it is only checked. */
export const many = (looked: number, checked: number): number => (areTaken ? looked : checked)

export const pictureSize = { width: 1440, height: 900 }

/** What axe says against the page as it is now, one line each. No frame of ours has a document of its own. */
async function violationsOn(page: Page, options: RunOptions): Promise<string[]> {
  // once a document: to read half a megabyte of rules takes longer than to apply them
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  return page.evaluate(async (how) => {
    const here = globalThis as unknown as { axe: typeof axe }
    const { violations } = await here.axe.run(document, { ...how, resultTypes: ['violations'] })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`))
  }, options)
}

/** What axe finds in light and in dark, one line each. Takes `NAME-light.png` and `NAME-dark.png` where pictures are asked for. */
export async function takePictures(page: Page, name: string): Promise<string[]> {
  if (areTaken) mkdirSync(out, { recursive: true })
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // the page hears of it in a turn of its own, and what has begun to change is waited for then
    await page.waitForFunction(
      (scheme) => document.documentElement.dataset['mantineColorScheme'] === scheme,
      colorScheme,
    )
    await settle(page, 100)
    if (areTaken) await page.screenshot({ path: join(out, `${name}-${colorScheme}.png`) })
    // structure is the same in both; what the scheme changes is colour
    const said = await violationsOn(page, colorScheme === 'dark' ? { runOnly: ['color-contrast'] } : {})
    found.push(...said.map((each) => `${name} ${colorScheme}: ${each}`))
  }
  await page.emulateMedia({ colorScheme: 'light' })
  return found
}
