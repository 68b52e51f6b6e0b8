/** Pictures of a page in both schemes, and what a checker of accessibility finds in them. */
import { AxeBuilder } from '@axe-core/playwright'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { root } from '../../tools/proc.ts'
import { settle } from '../../tools/screens/visit.ts'

const out = join(root, 'out', 'screens')

export const pictureSize = { width: 1440, height: 900 }

/** Takes `NAME-light.png` and `NAME-dark.png`; resolves to the violations, one line each. */
export async function takePictures(page: Page, name: string): Promise<string[]> {
  mkdirSync(out, { recursive: true })
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await settle(page, 100)
    await page.screenshot({ path: join(out, `${name}-${colorScheme}.png`) })
    // structure is the same in both; what the scheme changes is colour. Legacy: no frame of ours is of another origin
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode()
      .options({
        resultTypes: ['violations'],
        ...(colorScheme === 'dark' ? { runOnly: ['color-contrast'] } : {}),
      })
      .analyze()
    for (const { id, nodes } of violations)
      found.push(...nodes.map(({ target }) => `${name} ${colorScheme}: ${id} at ${target.join(' ')}`))
  }
  await page.emulateMedia({ colorScheme: 'light' })
  return found
}
