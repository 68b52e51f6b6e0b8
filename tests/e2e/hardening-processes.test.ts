/** Rows of the security checklist about the processes around a page: E22, E25, E27 and E28. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { startApp } from '../../tools/kit/app.ts'
import { root } from '../../tools/proc.ts'
import { familyOf, vaultOf } from '../../tools/kit/processes.ts'
import { appFor } from '../kit/app.ts'
import { tempFolder } from '../kit/practice.ts'
import { noKeychain, pressLock, seededProfile, signedInApp, signInOn } from '../kit/seeded-app.ts'

describe.skipIf(noKeychain !== null)('the processes around a page', () => {
  test('E22: no process of the app listens on a port', async () => {
    const child = fork(join(root, 'dist/main/index.mjs'), [`--holdfast-profile=${await seededProfile()}`], {
      execArgv: ['--import', join(root, 'tools/electron-stand-in/register.mjs')],
      env: { ...process.env, HOLDFAST_HEADLESS: '1' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    await once(child, 'message')
    const has = (what: string) => familyOf(child.pid ?? 0).some(({ command }) => command.includes(what))
    for (const what of ['vault-process', '--type=renderer']) await expect.poll(() => has(what)).toBe(true)
    const family = familyOf(child.pid ?? 0)
    expect(listeningPorts(new Set(family.map(({ pid }) => pid)))).toEqual([])
  })

  test('E25: a crash of vault or page leaves no dump', async () => {
    const { app, page, profile } = await signedInApp()
    const limited = familyOf(app.pid).flatMap(({ pid }) => limitsOf(pid) ?? [])
    expect(limited.length).toBeGreaterThan(2)
    for (const limits of limited) expect(limits).toMatch(/Max core file size\s+0\s+0/)
    const folders = [profile, root, '/tmp']
    const before = new Set(folders.flatMap(dumpsIn))
    process.kill(await vaultOf(app.pid), 'SIGSEGV')
    await (await app.page(page)).getByRole('button', { name: 'Unlock' }).waitFor()
    // what other programs have left is not ours
    expect(folders.flatMap(dumpsIn).filter((file) => !before.has(file))).toEqual([])
    expect(existsSync(join(profile, 'browser', 'Crashpad'))).toBe(false)
  })

  test('E27: what was copied from a chart leaves the clipboard at lock and at exit', async () => {
    // the desktop's, which is there with and without the app
    const file = join(tempFolder(true), 'clipboard')
    const profile = await seededProfile((desk) => desk.call(registerPatient, registerPatient.example))
    const app = await appFor({ profile, env: { HOLDFAST_STAND_IN_CLIPBOARD: file } })
    const onDesktop = () => readFileSync(file, 'utf8')
    const copy = async (page: Page) => {
      await signInOn(page)
      await page.locator('[data-row="0"]').waitFor()
      await page.getByLabel('Find patients').fill('okon')
      await page.getByRole('table', { name: 'Patients found' }).locator('[data-row="0"]').focus()
      await page.keyboard.press('Control+c')
      await page.getByText(/1 rows? copied/).waitFor()
      expect(onDesktop()).toContain('O’Kon')
      expect(await app.clipboard()).toBe(onDesktop())
    }
    const page = await app.page()
    await copy(page)
    await pressLock(page)
    const locked = await app.page(page)
    await locked.getByRole('button', { name: 'Unlock' }).waitFor()
    expect(onDesktop()).toBe('')
    await copy(locked)
    expect(await app.quit()).toBe(0)
    expect(onDesktop()).toBe('')
  })

  test('E28: hostile arguments of a second start change nothing and open nothing', async () => {
    const { app, page, profile } = await signedInApp()
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

const dumpsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => /^core(\.\d+)?$|\.dmp$/.test(name))
    .map((name) => join(folder, name))

/** Null of a process that has ended: a browser's come and go. */
function limitsOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/limits`, 'utf8')
  } catch {
    return null
  }
}

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
