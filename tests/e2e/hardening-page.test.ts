/** Rows of the security checklist about what a page has: E1, E14, E16 and E20. */
import { describe, expect, test } from 'vitest'
import { noKeychain, signedInApp } from '../kit/seeded-app.ts'

describe.skipIf(noKeychain !== null)('what a page has', () => {
  test('E1 E20: a page has three functions of ours, and nothing of Node or Electron', async () => {
    const { page } = await signedInApp()
    const seen = await page.evaluate(async () => {
      const names = [
        'require',
        'process',
        'module',
        'Buffer',
        'ipcRenderer',
        'electron',
        '__dirname',
        'global',
      ]
      const inFrame = document.body.appendChild(document.createElement('iframe'))
        .contentWindow as unknown as Record<string, unknown>
      const api = (globalThis as unknown as { holdfast: object }).holdfast
      return {
        page: names.filter((name) => name in globalThis),
        frame: [...names, 'holdfast'].filter((name) => name in inFrame),
        api: Object.keys(api),
        frozen: Object.isFrozen(api),
        kinds: Object.values(api).map((value) => typeof value),
      }
    })
    expect(seen).toEqual({
      page: [],
      frame: [],
      api: ['run', 'ask', 'on'],
      frozen: true,
      kinds: ['function', 'function', 'function'],
    })
  })

  test('E14: a frame inside the page has no bridge, and our own page is not let into one', async () => {
    const { page } = await signedInApp()
    await page.evaluate(() => {
      for (const src of ['/index.html', 'about:blank'])
        document.body.append(Object.assign(document.createElement('iframe'), { src }))
    })
    await expect.poll(() => page.frames().length).toBe(3)
    for (const frame of page.frames().filter((each) => each !== page.mainFrame())) {
      // one that is still being refused its page has no document to ask for a moment
      const has = () =>
        frame.evaluate(() => ['holdfast' in globalThis, document.getElementById('root') === null])
      await expect.poll(() => has().catch(() => null)).toEqual([false, true])
    }
  })

  test('E16: another origin cannot read our content', async () => {
    const { page } = await signedInApp()
    await page.evaluate(() => {
      const frame = document.createElement('iframe')
      frame.setAttribute('sandbox', 'allow-scripts')
      document.body.append(frame)
    })
    await expect.poll(() => page.frames().length).toBe(2)
    const [, foreign] = page.frames()
    const read = await foreign?.evaluate(async () => [
      origin,
      await fetch('https://holdfast.app.invalid/index.html').then(
        () => 'read',
        () => 'refused',
      ),
    ])
    expect(read).toEqual(['null', 'refused'])
  })
})
