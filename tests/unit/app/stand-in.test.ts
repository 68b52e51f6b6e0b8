/** The stand-in may leave parts of Electron out, but what it has must be Electron's, and what the app uses must be there. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../../tools/proc.ts'

const typings = readFileSync(join(root, 'node_modules/electron/electron.d.ts'), 'utf8')
const standInFolder = join(root, 'tools/electron-stand-in')
const standIn = readdirSync(standInFolder)
  .filter((file) => /\.(ts|js)$/.test(file))
  .map((file) => readFileSync(join(standInFolder, file), 'utf8'))
  .join('\n')
const appSources = readdirSync(join(root, 'src-main/app'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: readFileSync(join(root, 'src-main/app', file), 'utf8') }))

/** The body of an interface or class in Electron's typings. */
function typingOf(name: string): string {
  const found = new RegExp(`\\n  (?:interface|class) ${name}\\b[^{]*\\{`).exec(typings)
  if (!found) return ''
  const end = typings.indexOf('\n  }', found.index)
  return typings.slice(found.index, end)
}

/** Where each thing the app calls stands in the typings and in the stand-in. */
const things: Readonly<Record<string, string>> = {
  app: 'App',
  protocol: 'Protocol',
  session: 'Session',
  powerMonitor: 'PowerMonitor',
  clipboard: 'Clipboard',
  dialog: 'Dialog',
  Menu: 'Menu',
  ipcMain: 'IpcMain',
  utilityProcess: 'UtilityProcess',
  contextBridge: 'ContextBridge',
  ipcRenderer: 'IpcRenderer',
}

/** `clipboard.clear(`, `app.on('before-quit'` and the like, as the app writes them. */
const uses = appSources.flatMap(({ file, text }) => {
  const imported = /import (?:type )?\{([^}]*)\} from 'electron'/.exec(text)?.[1] ?? ''
  const names = imported.split(',').map((name) => name.trim().replace(/^type /, ''))
  return names
    .filter((name) => name in things)
    .flatMap((name) =>
      [...text.matchAll(new RegExp(`\\b${name}\\.(\\w+)(?:\\('([\\w-]+)')?`, 'g'))].map((match) => ({
        file,
        name,
        member: match[1] ?? '',
        event: match[1] === 'on' ? (match[2] ?? '') : '',
      })),
    )
})

test('the app uses what it is thought to use', () => {
  expect(uses.length).toBeGreaterThan(20)
  expect(new Set(uses.map(({ name }) => name))).toContain('app')
})

test('all that the app uses is in Electron’s own typings', () => {
  const base = 'on removeListener once emit'.split(' ')
  const missing = uses.filter(({ name, member, event }) => {
    const typing = typingOf(things[name] ?? '') + (name === 'session' ? typings : '')
    if (event !== '') return !typing.includes(`'${event}'`)
    return !base.includes(member) && !new RegExp(`\\b${member}\\b`).test(typing)
  })
  expect(missing).toEqual([])
})

test('all that the app uses is in the stand-in', () => {
  const missing = uses.filter(({ member, event }) => {
    if (event !== '') return !new RegExp(`['"]${event}['"]`).test(standIn)
    return !['on', 'once', 'emit'].includes(member) && !new RegExp(`\\b${member}\\b`).test(standIn)
  })
  // what plain Node and Chromium have no event for is listed here by name
  const never = ['suspend', 'resume', 'lock-screen', 'will-download']
  expect(missing.filter(({ event }) => !never.includes(event))).toEqual([])
})

test('what the stand-in’s window and contents offer is Electron’s', () => {
  const publicMembers = (file: string) =>
    [
      ...readFileSync(join(standInFolder, file), 'utf8').matchAll(
        /^ {2}(?:static |async |readonly |get )*(\w+)(?: = \(|\()/gm,
      ),
    ]
      .map((match) => match[1] ?? '')
      .filter((name) => name !== 'constructor')
  const own = ['bringToFront', 'close']
  for (const member of publicMembers('browser-window.ts'))
    expect(typingOf('BrowserWindow')).toMatch(new RegExp(`\\b${member}\\b`))
  for (const member of publicMembers('web-contents.ts').filter((name) => !own.includes(name)))
    expect(typingOf('WebContents')).toMatch(new RegExp(`\\b${member}\\b`))
})

test('nothing of the stand-in is in the product', () => {
  const config = readFileSync(join(root, 'electron-builder.yml'), 'utf8')
  expect(config).not.toContain('tools')
  for (const { text } of appSources) expect(text).not.toContain('stand-in')
})
