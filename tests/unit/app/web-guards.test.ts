import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { guardApp, guardSession, isOurs } from '../../../src-main/app/web-guards.ts'

test.each([
  ['app://holdfast/', true],
  ['app://holdfast/index.html', true],
  ['app://holdfast/a?b#c', true],
  ['app://holdfast', true],
  ['app://holdfast.evil/', false],
  ['app://holdfast@evil/', false],
  ['app://user@holdfast/', false],
  ['app://:password@holdfast/', false],
  ['app://holdfast:/', true],
  ['app://holdfast:1/', false],
  ['app://evil/holdfast', false],
  ['app://xholdfast/', false],
  ['app://HOLDFAST/', false],
  ['app:holdfast/', false],
  ['app:///holdfast/', false],
  ['apps://holdfast/', false],
  ['http://holdfast/', false],
  ['https://app//holdfast', false],
  ['blob:app://holdfast/1', false],
  ['file:///app://holdfast/', false],
  ['data:text/html,app://holdfast/', false],
  ['javascript:alert(1)//app://holdfast/', false],
  ['about:blank', false],
  ['about:srcdoc', false],
  ['', false],
  ['holdfast', false],
])('%j is ours: %s', (url, ours) => expect(isOurs(url)).toBe(ours))

type Handlers = Record<string, (...args: never[]) => unknown>

function guarded() {
  const handlers: Handlers = {}
  const refused: string[] = []
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: Handlers[string]) => void (handlers['window'] = handler),
  })
  const session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: (handler: Handlers[string]) => void (handlers['request'] = handler),
    setPermissionCheckHandler: (handler: Handlers[string]) => void (handlers['check'] = handler),
    setDevicePermissionHandler: (handler: Handlers[string]) => void (handlers['device'] = handler),
    setDisplayMediaRequestHandler: (handler: Handlers[string]) => void (handlers['display'] = handler),
    webRequest: { onBeforeRequest: (handler: Handlers[string]) => void (handlers['before'] = handler) },
    setSpellCheckerEnabled: (enabled: boolean) => expect(enabled).toBe(false),
  })
  const app = new EventEmitter()
  guardSession(session as never, (what) => refused.push(what))
  guardApp(app as never, (what) => refused.push(what))
  app.emit('web-contents-created', {}, contents)
  const call = (name: string, ...args: unknown[]) => handlers[name]?.(...(args as never[]))
  return { session, contents, refused, call }
}
const event = (url = '') => ({
  url,
  prevented: false,
  preventDefault() {
    this.prevented = true
  },
})

test('every permission is refused, asked for or looked up, and what was asked for is told', () => {
  const { call, refused } = guarded()
  for (const permission of [
    'media',
    'geolocation',
    'clipboard-read',
    'notifications',
    'unknown',
    'fullscreen',
    'hid',
    'serial',
    'usb',
  ]) {
    let granted: unknown
    call('request', {}, permission, (answer: unknown) => (granted = answer))
    expect([permission, granted, call('check', {}, permission)]).toEqual([permission, false, false])
    expect(refused.at(-1)).toBe(`permission:${permission}`)
  }
  expect(call('device', {})).toBe(false)
  let streams: unknown
  call('display', {}, (answer: unknown) => (streams = answer))
  expect(streams).toEqual({})
})

test('a page cannot go anywhere, open anything, embed or download', () => {
  const { contents, session, call, refused } = guarded()
  for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
    for (const url of ['https://evil/', 'app://holdfast.evil/', 'file:///etc/passwd', 'about:blank']) {
      const details = event(url)
      contents.emit(name, details)
      expect([name, url, details.prevented]).toEqual([name, url, true])
    }
    const own = event('app://holdfast/index.html')
    contents.emit(name, own)
    expect(own.prevented).toBe(false)
  }
  expect(call('window', { url: 'app://holdfast/index.html' })).toEqual({ action: 'deny' })
  for (const [emitter, name] of [
    [contents, 'will-attach-webview'],
    [session, 'will-download'],
  ] as const) {
    const details = event()
    emitter.emit(name, details)
    expect([name, details.prevented]).toEqual([name, true])
  }
  expect(refused.slice(-3)).toEqual(['window', 'webview', 'download'])
})

test('no request leaves: only our own files and what a page made itself', () => {
  const { call } = guarded()
  const cancelled = (url: string) => {
    let answer: { cancel?: boolean } = {}
    call('before', { url }, (given: { cancel?: boolean }) => (answer = given))
    return answer.cancel
  }
  for (const url of ['app://holdfast/index.html', 'blob:app://holdfast/0c5b'])
    expect([url, cancelled(url)]).toEqual([url, false])
  for (const url of [
    'https://evil/',
    'http://127.0.0.1/',
    'ws://evil',
    'data:text/css,x',
    'blob:app://holdfast.evil/1',
    'blob:https://evil/1',
    'file:///etc/passwd',
    'app://holdfast@evil/',
    'devtools://x',
    'chrome://version',
  ])
    expect([url, cancelled(url)]).toEqual([url, true])
})
