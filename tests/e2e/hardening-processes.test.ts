/** Rows of the security checklist about the processes around a page: E22, E25, E27 and E28. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startApp } from '../../tools/kit/app.ts'
import { root } from '../../tools/proc.ts'
import { familyOf, vaultOf } from '../../tools/kit/processes.ts'
import { noKeychain, pressLock, seededProfile, signedInApp } from '../kit/seeded-app.ts'

describe.skipIf(noKeychain !== null)('the processes around a page', () => {
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

  test('E25: a crash of vault or page leaves no dump', async () => {
    const { app, page, profile } = await signedInApp()
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
    const { app, page } = await signedInApp()
    await page.locator('[data-row="0"]').waitFor()
    await page.getByLabel('Find patients').fill('okon')
    await page.getByRole('table', { name: 'Patients found' }).locator('[data-row="0"]').focus()
    await page.keyboard.press('Control+c')
    await page.getByText(/1 rows? copied/).waitFor()
    expect(await app.clipboard()).toContain('O’Kon')
    await pressLock(page)
    await (await app.page(page)).getByRole('button', { name: 'Unlock' }).waitFor()
    expect(await app.clipboard()).toBe('')
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
