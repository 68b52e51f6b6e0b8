/** Rows of the security checklist about what a page reaches: E4, E6, E8, E9, E10, E23, E24 and E29. */
import { readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { refusals } from '../kit/app-log.ts'
import { noKeychain, signedInApp } from '../kit/seeded-app.ts'

describe.skipIf(noKeychain !== null)('what a page reaches', () => {
  test('E4: every permission is refused', async () => {
    const { page } = await signedInApp()
    const outcomes = await page.evaluate(async () => {
      const tries: Record<string, () => Promise<unknown> | undefined> = {
        camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
        microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
        screen: () => navigator.mediaDevices.getDisplayMedia(),
        clipboard: () => navigator.clipboard.readText(),
        place: () =>
          new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
        notification: () =>
          Notification.requestPermission().then((answer) =>
            answer === 'granted' ? answer : Promise.reject(new Error(answer)),
          ),
        usb: () =>
          (navigator as unknown as { usb: { requestDevice(o: object): Promise<unknown> } }).usb.requestDevice(
            { filters: [] },
          ),
        serial: () =>
          (navigator as unknown as { serial: { requestPort(): Promise<unknown> } }).serial.requestPort(),
        hid: () =>
          (
            navigator as unknown as { hid: { requestDevice(o: object): Promise<unknown[]> } }
          ).hid.requestDevice({ filters: [] }),
        storage: () =>
          navigator.storage.getDirectory().then((folder) => folder.getFileHandle('x', { create: true })),
      }
      const found: Record<string, string> = {}
      for (const [name, attempt] of Object.entries(tries)) {
        try {
          await Promise.race([
            attempt(),
            new Promise((_resolve, reject) => setTimeout(() => reject(new Error('asked')), 1500)),
          ])
          found[name] = 'given'
        } catch {
          found[name] = 'refused'
        }
      }
      return found
    })
    // the origin-private folder lies in memory with the rest of the session: it is given, and leaves nothing (E24)
    const { storage: _inMemory, ...asked } = outcomes
    expect(new Set(Object.values(asked))).toEqual(new Set(['refused']))
  })

  test('E6 E23: nothing foreign is run, shown or fetched; a page speaks to nobody', async () => {
    const { page } = await signedInApp()
    const requests: string[] = []
    page.on('requestfinished', (request) => requests.push(request.url()))
    const outcomes = await page.evaluate(async () => {
      const violations: string[] = []
      document.addEventListener('securitypolicyviolation', (event) =>
        violations.push(event.effectiveDirective),
      )
      const script = document.createElement('script')
      let ran = 'no'
      Object.assign(globalThis, { markRan: () => (ran = 'yes') })
      try {
        script.textContent = 'markRan()'
        document.body.append(script)
      } catch {
        // Trusted Types refused the text already
      }
      // from a task of the page's own: what a debugger evaluates is allowed more
      const evaluated = await new Promise((resolve) => {
        setTimeout(() => {
          try {
            // oxlint-disable-next-line no-eval -- that it is refused is the test
            resolve(String((0, eval)('"yes"')))
          } catch {
            resolve('refused')
          }
        })
      })
      let markup = 'taken'
      try {
        document.createElement('div').innerHTML = '<img src=x onerror=markRan()>'
      } catch {
        markup = 'refused'
      }
      const image = new Image()
      const imageLoaded = new Promise((resolve) => {
        image.addEventListener('load', () => resolve('shown'))
        image.addEventListener('error', () => resolve('refused'))
      })
      image.src = 'https://example.org/x.png'
      const fetched = await fetch('https://example.org/').then(
        () => 'fetched',
        () => 'refused',
      )
      const own = await fetch('/index.html').then(
        () => 'fetched',
        () => 'refused',
      )
      const socket = await new Promise((resolve) => {
        try {
          const ws = new WebSocket('wss://example.org')
          ws.addEventListener('open', () => resolve('open'))
          ws.addEventListener('error', () => resolve('refused'))
        } catch {
          resolve('refused')
        }
      })
      const beacon = navigator.sendBeacon('https://example.org/b', 'x')
      const loaded = await imageLoaded
      return {
        ran,
        evaluated,
        markup,
        loaded,
        fetched,
        own,
        socket,
        beacon,
        violations: [...new Set(violations)].sort(),
      }
    })
    expect(outcomes).toMatchObject({
      ran: 'no',
      evaluated: 'refused',
      markup: 'refused',
      loaded: 'refused',
      fetched: 'refused',
      own: 'refused',
      socket: 'refused',
    })
    expect(outcomes.violations).toEqual(expect.arrayContaining(['connect-src', 'img-src']))
    expect(
      requests.filter((url) => !url.startsWith('https://holdfast.app.invalid/') && !url.startsWith('blob:')),
    ).toEqual([])
  })

  test('E8 E9 E10 E29: a page cannot leave, open a window, embed another page, or download', async () => {
    const { app, page, profile } = await signedInApp()
    const before = page.url()
    await page.evaluate(async () => {
      const wait = () => new Promise((resolve) => setTimeout(resolve, 150))
      const link = (href: string, attributes: Record<string, string> = {}) => {
        const anchor = document.createElement('a')
        Object.assign(anchor, { href, textContent: 'x', ...attributes })
        document.body.append(anchor)
        return anchor
      }
      location.assign('https://example.org/left')
      await wait()
      location.assign('https://holdfast.evil.app.invalid/')
      await wait()
      link('https://example.org/link').click()
      await wait()
      link('https://example.org/blank', { target: '_blank' }).click()
      link('https://example.org/middle').dispatchEvent(
        new MouseEvent('auxclick', { button: 1, bubbles: true }),
      )
      link('data:text/plain,x', { download: 'x.txt' }).click()
      await wait()
      window.open('https://example.org/popup')
      const form = document.createElement('form')
      form.action = 'https://example.org/form'
      document.body.append(form)
      form.submit()
      await wait()
      const meta = document.createElement('meta')
      meta.httpEquiv = 'refresh'
      meta.content = '0;url=https://example.org/meta'
      document.head.append(meta)
      const view = document.createElement('webview')
      view.setAttribute('src', 'https://example.org/')
      document.body.append(view)
      const frame = document.createElement('iframe')
      frame.src = 'https://example.org/frame'
      frame.setAttribute('sandbox', 'allow-scripts')
      document.body.append(frame)
      await new Promise((resolve) => setTimeout(resolve, 500))
    })
    // and by a hand: the pointer of the browser itself, which a page cannot make
    await page.evaluate(() => {
      const anchor = document.createElement('a')
      anchor.href = 'https://example.org/pointer'
      anchor.textContent = 'By hand'
      anchor.style.cssText = 'position: fixed; top: 0; left: 0; z-index: 9999; background: white'
      anchor.addEventListener('auxclick', ({ isTrusted, button, defaultPrevented }) => {
        anchor.dataset['pressed'] =
          `by hand ${isTrusted}, button ${button}, kept from opening ${defaultPrevented}`
      })
      document.body.append(anchor)
    })
    const link = page.getByText('By hand')
    await link.click({ button: 'middle' })
    expect(await link.getAttribute('data-pressed')).toBe('by hand true, button 1, kept from opening true')
    expect(page.url()).toBe(before)
    // a window that is refused is there for a moment before the browser has closed it
    const open = () =>
      page
        .context()
        .pages()
        .filter((each) => !each.isClosed())
    await expect.poll(() => open().length, { timeout: 20_000 }).toBe(1)
    expect(
      await page
        .locator('webview')
        .evaluate((view) => view.shadowRoot === null && view.children.length === 0),
    ).toBe(true)
    await app.quit()
    expect(new Set(await refusals(profile))).toEqual(new Set(['navigation', 'window']))
  })

  test('E24: what a page stores stays in memory', async () => {
    const { app, page, profile } = await signedInApp()
    await page.evaluate(async () => {
      const mark = ['Stored', 'Sentinel'].join('Xq')
      try {
        localStorage.setItem('x', mark)
        sessionStorage.setItem('x', mark)
      } catch {
        // refused is as good
      }
      document.cookie = `x=${mark}`
      await new Promise((resolve) => {
        const open = indexedDB.open('x', 1)
        open.addEventListener('upgradeneeded', () => void open.result.createObjectStore('s').put(mark, 1))
        open.addEventListener('success', resolve)
        open.addEventListener('error', resolve)
      })
    })
    await app.quit()
    const needle = ['Stored', 'Sentinel'].join('Xq')
    const files = readdirSync(profile, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
    expect(files.map((file) => basename(file))).toEqual(expect.arrayContaining(['clinical.db', 'slots.json']))
    expect(files.filter((file) => readFileSync(file).includes(needle))).toEqual([])
  })
})
