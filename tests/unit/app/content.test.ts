/** E15: a request can only ever name a file of the list. E6: and under which policy. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { noncePlaceholder, policy, readContent, respond } from '../../../src-main/app/content.ts'

const base = mkdtempSync(join(tmpdir(), 'holdfast-content-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))
const folder = join(base, 'renderer')
mkdirSync(join(folder, 'assets'), { recursive: true })
mkdirSync(join(base, 'renderer-private'))
mkdirSync(join(base, 'elsewhere'))
const secret = 'SENTINEL'
writeFileSync(join(folder, 'index.html'), `<style nonce="${noncePlaceholder}"></style><p>${noncePlaceholder}`)
writeFileSync(join(folder, 'assets/app.js'), 'app')
writeFileSync(join(folder, 'assets/app.js.map'), secret)
writeFileSync(join(folder, 'clinical.db'), secret)
writeFileSync(join(folder, '.env'), secret)
writeFileSync(join(base, 'secret.js'), secret)
writeFileSync(join(base, 'renderer-private/a.js'), secret)
writeFileSync(join(base, 'elsewhere/a.js'), secret)
symlinkSync(join(base, 'secret.js'), join(folder, 'link.js'))
symlinkSync(join(base, 'elsewhere'), join(folder, 'linked'))
const content = readContent(folder)

test('the list is the files of known types, and no link out of the folder', () => {
  expect([...content.keys()].toSorted()).toEqual(['/assets/app.js', '/index.html'])
})

test.each([
  ['app://holdfast/', 'text/html; charset=utf-8'],
  ['app://holdfast/index.html', 'text/html; charset=utf-8'],
  ['app://holdfast/index.html#/patients', 'text/html; charset=utf-8'],
  ['app://holdfast/assets/app.js', 'text/javascript; charset=utf-8'],
])('%s is there', (url, type) => {
  const response = respond(content, url)
  expect([response.status, response.headers.get('content-type')]).toEqual([200, type])
})

test.each(
  [
    '../secret.js',
    'assets/../../secret.js',
    '..%2fsecret.js',
    '%2e%2e/secret.js',
    '%2e%2e%2fsecret.js',
    '..\\secret.js',
    '....//secret.js',
    './assets/app.js/..',
    'assets%2fapp.js',
    'assets/app.js%00',
    'assets/app.js\0.html',
    'link.js',
    'linked/a.js',
    '../renderer-private/a.js',
    '-private/a.js',
    'clinical.db',
    '.env',
    'assets/app.js.map',
    'assets/app.js?x',
    '?/assets/app.js',
    'assets',
    'assets/',
    '/assets/app.js',
    'ASSETS/app.js',
    'index.html/',
    'none.js',
    '__proto__',
    'constructor',
  ].map((path) => `app://holdfast/${path}`),
)('%j is not', async (url) => {
  const response = respond(content, url)
  expect(response.status).toBe(404)
  expect(await response.text()).toBe('')
})

test.each(
  [
    'app://holdfast.evil/index.html',
    'app://holdfast@evil/index.html',
    'app://evil@holdfast/index.html',
    'app://:x@holdfast/index.html',
    'app://holdfast:80/index.html',
    'app://HOLDFAST/index.html',
    'app:/index.html',
    'app:index.html',
    'app://holdfast',
    'https://holdfast/index.html',
    'file:///etc/passwd',
    ' app://holdfast/index.html',
    'javascript:app://holdfast/index.html',
    '',
  ].map((url) => [url]),
)('%j is another origin', (url) => expect(respond(content, url).status).toBe(404))

test('the policy, to the letter: our own files and nothing else', () => {
  expect(policy('abc')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-abc'; img-src 'self' blob:; font-src 'self'; " +
      "connect-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
      "require-trusted-types-for 'script'; trusted-types default",
  )
  expect(policy(null)).toContain("style-src 'self';")
  for (const weak of ['unsafe', '*', 'http:', 'https:', 'data:', 'ws:'])
    expect(policy('abc')).not.toContain(weak)
})

test('every answer carries the policy, also that there is nothing', () => {
  for (const url of [
    'app://holdfast/',
    'app://holdfast/assets/app.js',
    'app://holdfast/none',
    'https://evil/',
  ]) {
    const { headers } = respond(content, url)
    expect(headers.get('content-security-policy')).toContain(
      "default-src 'none'; script-src 'self'; style-src 'self'",
    )
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp')
  }
})

test('a page’s nonce is in its header and its text, and never the same twice', async () => {
  const nonces = new Set<string>()
  for (let n = 0; n < 50; n += 1) {
    const response = respond(content, 'app://holdfast/')
    const nonce = /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1] ?? ''
    expect(Buffer.from(nonce, 'base64')).toHaveLength(16)
    expect(await response.text()).toBe(`<style nonce="${nonce}"></style><p>${nonce}`)
    nonces.add(nonce)
  }
  expect(nonces.size).toBe(50)
})
