/** Rows E1 to E29 of the security checklist that can be shown on the stand-in. The others stand in packaged.test.ts. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openAudit } from '../../src-main/audit/audit-log.ts'
import { readMigrations } from '../../src-main/store/migrate.ts'
import { auditKey } from '../../src-main/vault/keys.ts'
import { readSlots } from '../../src-main/vault/slots.ts'
import { OsKeychain } from '../../src-main/app/keychain.ts'
import { realClock } from '../../tools/kit/workstation.ts'
import { root } from '../../tools/proc.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { appFor } from '../kit/app.ts'
import { familyOf, vaultOf } from '../kit/processes.ts'
import { noKeychain, seededProfile, signInOn } from '../kit/seeded-app.ts'
import type { App } from '../../tools/kit/app.ts'

async function signedIn(): Promise<{ app: App; page: Page; profile: string }> {
  const profile = await seededProfile((desk) => desk.call(registerPatient, registerPatient.example))
  const app = await appFor({ profile })
  const page = await app.page()
  await signInOn(page)
  return { app, page, profile }
}

/** What the audit log says was refused to pages. */
async function refusals(profile: string): Promise<string[]> {
  const device = readSlots(join(profile, 'store', 'slots.json'))?.device ?? ''
  const found = await new OsKeychain().find(device)
  if (found.state !== 'present') throw new Error('no device key')
  const log = openAudit(
    join(profile, 'store', 'audit.db'),
    auditKey(Buffer.from(found.key)),
    readMigrations(join(root, 'migrations/audit')),
    { clock: realClock, workstation: device, boot: 'test', create: false },
  )
  const rows = log.db
    .prepare<[], { reason: string }>("SELECT reason FROM audit WHERE action = 'page.refused' ORDER BY seq")
    .all()
  log.close()
  return rows.map(({ reason }) => reason)
}

describe.skipIf(noKeychain !== null)('hardening', () => {
  test('E1 E20: a page has three functions of ours, and nothing of Node or Electron', async () => {
    const { page } = await signedIn()
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

  test('E4: every permission is refused', async () => {
    const { page } = await signedIn()
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
    const { page } = await signedIn()
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
    const { app, page, profile } = await signedIn()
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
    expect(page.url()).toBe(before)
    expect(
      page
        .context()
        .pages()
        .filter((each) => !each.isClosed()),
    ).toHaveLength(1)
    expect(
      await page
        .locator('webview')
        .evaluate((view) => view.shadowRoot === null && view.children.length === 0),
    ).toBe(true)
    await app.quit()
    expect(new Set(await refusals(profile))).toEqual(new Set(['navigation', 'window']))
  })

  test('E14: a frame inside the page has no bridge, and our own page is not let into one', async () => {
    const { page } = await signedIn()
    await page.evaluate(() => {
      for (const src of ['/index.html', 'about:blank'])
        document.body.append(Object.assign(document.createElement('iframe'), { src }))
    })
    await expect.poll(() => page.frames().length).toBe(3)
    for (const frame of page.frames().filter((each) => each !== page.mainFrame())) {
      expect(
        await frame.evaluate(() => ['holdfast' in globalThis, document.getElementById('root') === null]),
      ).toEqual([false, true])
    }
  })

  test('E16: another origin cannot read our content', async () => {
    const { page } = await signedIn()
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

  test('E22: no process of the app listens on a port', async () => {
    const child = fork(join(root, 'dist/main/index.mjs'), [`--holdfast-profile=${await seededProfile()}`], {
      execArgv: ['--import', join(root, 'tools/electron-stand-in/register.mjs')],
      env: { ...process.env, HOLDFAST_HEADLESS: '1' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    await once(child, 'message')
    const family = familyOf(child.pid ?? 0)
    expect(family.some(({ command }) => command.includes('vault-process'))).toBe(true)
    expect(family.some(({ command }) => command.includes('--type=renderer'))).toBe(true)
    expect(listeningPorts(new Set(family.map(({ pid }) => pid)))).toEqual([])
  })

  test('E24: what a page stores stays in memory', async () => {
    const { app, page, profile } = await signedIn()
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
        open.onupgradeneeded = () => void open.result.createObjectStore('s').put(mark, 1)
        open.onsuccess = open.onerror = resolve
      })
    })
    await app.quit()
    const needle = ['Stored', 'Sentinel'].join('Xq')
    for (const entry of readdirSync(profile, { recursive: true, withFileTypes: true }))
      if (entry.isFile())
        expect(readFileSync(join(entry.parentPath, entry.name)).includes(needle)).toBe(false)
  })

  test('E25: a crash of vault or page leaves no dump', async () => {
    const { app, page, profile } = await signedIn()
    for (const { pid } of familyOf(app.pid)) {
      const limits = readFileSync(`/proc/${pid}/limits`, 'utf8')
      expect(limits).toMatch(/Max core file size\s+0\s+0/)
    }
    process.kill(await vaultOf(app.pid), 'SIGSEGV')
    await (await app.page(page)).getByRole('button', { name: 'Unlock' }).waitFor()
    const dumps = [profile, root, '/tmp'].flatMap((folder) =>
      readdirSync(folder).filter((name) => /^core(\.\d+)?$|\.dmp$/.test(name)),
    )
    expect(dumps).toEqual([])
    expect(existsSync(join(profile, 'browser', 'Crashpad'))).toBe(false)
  })

  test('E27: what was copied from a chart leaves the clipboard at lock and at exit', async () => {
    const { app, page } = await signedIn()
    await page.locator('[data-row="0"]').waitFor()
    await page.getByLabel('Find patients').fill('okon')
    await page.locator('[data-row="0"]').focus()
    await page.keyboard.press('Control+c')
    await page.getByText(/1 rows? copied/).waitFor()
    expect(await app.clipboard()).toContain('O’Kon')
    await page.keyboard.press('Control+l')
    await (await app.page(page)).getByRole('button', { name: 'Unlock' }).waitFor()
    expect(await app.clipboard()).toBe('')
  })

  test('E28: hostile arguments of a second start change nothing and open nothing', async () => {
    const { app, page, profile } = await signedIn()
    const { startApp } = await import('../../tools/kit/app.ts')
    const hostile = [
      'holdfast://chart/1',
      '--remote-debugging-port=1',
      '--holdfast-profile=/etc',
      '--inspect',
      '--no-sandbox',
      'file:///etc/passwd',
    ]
    // the second instance sees the lock of the first and goes
    await expect(
      startApp({ profile, args: hostile.filter((argument) => !argument.startsWith('--holdfast-profile')) }),
    ).rejects.toThrow(/ended with 0/)
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
    expect(new URL(page.url()).hash).toBe('#/patients')
    expect(await app.quit()).toBe(0)
  })
})

/** Ports on which one of these processes accepts connections (Linux). */
function listeningPorts(pids: ReadonlySet<number>): number[] {
  const sockets = new Map<string, number>()
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6'])
    for (const line of readFileSync(table, 'utf8').split('\n').slice(1)) {
      const fields = line.trim().split(/\s+/)
      if (fields[3] === '0A')
        sockets.set(fields[9] ?? '', Number.parseInt(fields[1]?.split(':')[1] ?? '', 16))
    }
  const ports = new Set<number>()
  for (const pid of pids) {
    try {
      for (const name of readdirSync(`/proc/${pid}/fd`)) {
        const inode = /^socket:\[(\d+)\]$/.exec(readlink(`/proc/${pid}/fd/${name}`))?.[1]
        const port = inode && sockets.get(inode)
        if (port) ports.add(port)
      }
    } catch {
      // ended meanwhile
    }
  }
  return [...ports]
}

const readlink = (path: string): string => {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}
