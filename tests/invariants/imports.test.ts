/** Imports point one way, and what only one place may do is done in that place. */
import { describe, expect, test } from 'vitest'
import {
  code,
  domains,
  filesIn,
  importsOf,
  isLocal,
  linesMatching,
  packageOf,
  sources,
  type Import,
} from '../kit/sources.ts'

const files = filesIn(sources, code)
const main = files.filter((file) => file.startsWith('src-main/'))
const imports = files.flatMap(importsOf)
const shown = ({ file, to }: Import) => `${file} -> ${to}`

/**
 * What stands higher may import what stands lower, and nothing the other way round. Folders of one height do not
 * import each other. The vault stands beside the pipeline's handlers: it may use the pipeline's words (gatekeeper,
 * host, session), and no handler may use the vault.
 */
function height(file: string): readonly [number, string] {
  const [top = '', folder = '', name] = file.split('/')
  const domain = domains.indexOf(folder)
  if (top === 'shared') {
    if (folder === 'kernel') return [0, 'shared/kernel']
    if (folder === 'sync') return [0.5, 'shared/sync']
    if (folder === 'audit') return [0.7, 'shared/audit']
    // below the catalog, and all of it below the store, however many domains there are
    return domain >= 0 ? [1 + (8 * domain) / domains.length, `shared/${folder}`] : [9.5, 'shared']
  }
  if (top !== 'src-main') return [100, top]
  if (folder === 'handlers.ts') return [60, file]
  // what a process is started with
  if (name === undefined) return [65, file]
  if (domain >= 0) return [40 + (9 * domain) / domains.length, `src-main/${folder}`]
  const known: Readonly<Record<string, number>> = {
    store: 10,
    blobs: 15,
    sync: 20,
    audit: 25,
    pipeline: 30,
    vault: 50,
    app: 70,
  }
  return [known[folder] ?? Number.NaN, `src-main/${folder}`]
}

describe('imports', () => {
  test('are found: a test that reads nothing proves nothing', () => {
    expect(files.length).toBeGreaterThan(150)
    expect(imports.length).toBeGreaterThan(500)
    expect(imports).toContainEqual({
      file: 'src-main/app/windows.ts',
      to: 'src-main/app/content.ts',
      typeOnly: false,
    })
    expect(imports).toContainEqual({
      file: 'src-main/pipeline/session.ts',
      to: 'src-main/store/store.ts',
      typeOnly: true,
    })
    expect(imports.some(({ file, to }) => file.endsWith('.tsx') && to === 'react')).toBe(true)
  })

  test('every folder has its place', () => {
    expect(files.filter((file) => Number.isNaN(height(file)[0]))).toEqual([])
  })

  test('point downwards, types too', () => {
    const wrong = imports.filter(({ file, to }) => {
      if (!isLocal(to)) return false
      const [[from, fromFolder], [target, targetFolder]] = [height(file), height(to)]
      return fromFolder !== targetFolder && target >= from
    })
    expect(wrong.map(shown)).toEqual([])
  })

  test('of a page: shared and packages, and nothing of Node', () => {
    const wrong = imports.filter(
      ({ file, to }) =>
        file.startsWith('src-renderer/') &&
        (isLocal(to) ? !/^(shared|src-renderer)\//.test(to) : to.startsWith('node:') || to === 'electron'),
    )
    expect(wrong.map(shown)).toEqual([])
  })

  test('of shared: shared, and four packages that need neither Node nor a page', () => {
    const pure = new Set(['zod', 'uuid', 'temporal-polyfill', 'canonicalize'])
    const wrong = imports.filter(({ file, to, typeOnly }) => {
      if (!file.startsWith('shared/')) return false
      if (isLocal(to)) return !to.startsWith('shared/')
      return !pure.has(packageOf(to)) && !(typeOnly && packageOf(to) === '@medplum/fhirtypes')
    })
    expect(wrong.map(shown)).toEqual([])
  })

  test('of electron: the app alone; elsewhere not even its types', () => {
    const wrong = imports.filter(
      ({ file, to }) => packageOf(to) === 'electron' && !file.startsWith('src-main/app/'),
    )
    expect(wrong.map(shown)).toEqual([])
  })

  test('of the main process: nothing that could open or read the clinical store', () => {
    const allowed =
      /^(shared\/(kernel|audit)\/|shared\/access\/wipe\.ts|src-main\/(app|audit)\/|src-main\/sync\/(https-link|answered|transport)\.ts|src-main\/pipeline\/(wire|sealed-channel|trace)\.ts|src-main\/store\/migrate\.ts|src-main\/vault\/(keys|slots|cloud-file|wipe-note)\.ts)/
    const wrong = imports.filter(
      ({ file, to }) => file.startsWith('src-main/app/') && isLocal(to) && !allowed.test(to),
    )
    expect(wrong.map(shown)).toEqual([])
  })

  test('of the preload: the channel and electron', () => {
    expect(importsOf('src-main/app/preload.ts').map(({ to }) => to)).toEqual([
      'electron',
      'src-main/pipeline/sealed-channel.ts',
    ])
  })

  test('of the verifier for strangers: what is published of the format, and Node', () => {
    const verifier = filesIn(['tools/audit-verify', 'tools/audit-verify.ts'], code)
    expect(verifier.length).toBeGreaterThan(8)
    // whatever it comes to by way of another file
    const reached = new Set(verifier)
    for (const file of reached)
      for (const { to, typeOnly } of importsOf(file)) if (isLocal(to) && !typeOnly) reached.add(to)
    const wrong = [...reached]
      .flatMap(importsOf)
      .filter(({ to }) =>
        isLocal(to)
          ? !/^(shared\/(audit|kernel)\/|tools\/audit-verify\/)/.test(to)
          : !to.startsWith('node:') && !['zod', 'canonicalize'].includes(packageOf(to)),
      )
    expect(wrong.map(shown)).toEqual([])
    expect([...reached].filter((file) => file.startsWith('shared/kernel/'))).toEqual([
      'shared/kernel/errors.ts',
    ])
  })

  test('of the product: no test and no tool', () => {
    expect(imports.filter(({ to }) => /(^|\/)(tests|tools)\//.test(to)).map(shown)).toEqual([])
  })
})

describe('only there', () => {
  const everywhere = (pattern: RegExp, except: readonly string[] = [], of: readonly string[] = files) =>
    linesMatching(
      of.filter((file) => !except.some((allowed) => file.startsWith(allowed))),
      pattern,
    )

  /** A line that is where it must be, and nowhere else. */
  const allowedOnce = [
    // the cloud's server: who comes to be enrolled has no certificate yet, and is asked for it everywhere else
    'src-cloud/http/app.ts: rejectUnauthorized: false,',
    // changes nothing a page can do: what the allocator gets back is overwritten (docs/threat-model.md, "In memory")
    "src-main/app/main.ts: app.commandLine.appendSwitch('enable-features', 'PartitionAllocEventuallyZeroFreedMemory')",
  ]

  test('one place makes windows', () => {
    expect(everywhere(/new BrowserWindow\b/, ['src-main/app/windows.ts'])).toEqual([])
    expect(everywhere(/new BrowserWindow\b/)).toHaveLength(1)
  })

  test.each([
    [
      'running text as code in a page',
      "contents.executeJavaScript('1')",
      /\.executeJavaScript|\.insertCSS|\beval\(|new Function\(/,
    ],
    [
      'opening something in another program',
      'shell.openExternal(url)',
      /\bopenPath\b|\bopenExternal\b|\bshell\./,
    ],
    [
      'embedding',
      '<iframe src={x} />',
      /<webview|webviewTag: true|<iframe|createElement\(['"](?:webview|iframe|embed|object)/,
    ],
    ['a log of SQL with its keys', 'new Database(file, { verbose: log })', /\bverbose\b/],
    ['a copy of the store in the clear', 'db.serialize()', /\.serialize\(|\.backup\(/],
    ['a check that always passes', 'PRAGMA cipher_integrity_check', /cipher_integrity_check/],
    ['random numbers that can be guessed', 'Math.random()', /Math\.random/],
    [
      'doing without a sandbox',
      'sandbox: false,',
      /--no-sandbox|sandbox: false|contextIsolation: false|nodeIntegration(?:InWorker|InSubFrames)?: true|webSecurity: false/,
    ],
    [
      'trusting any certificate',
      '{ rejectUnauthorized: false }',
      /rejectUnauthorized(?!: true,)|certificate-error|setCertificateVerifyProc|NODE_TLS_REJECT/,
    ],
    [
      'Blink flags',
      "app.commandLine.appendSwitch('x')",
      /enableBlinkFeatures|experimentalFeatures|appendSwitch/,
    ],
    [
      'markup made of text',
      'element.innerHTML = text',
      /dangerouslySetInnerHTML|\.innerHTML|\.outerHTML|insertAdjacentHTML|document\.write/,
    ],
    [
      'what a browser keeps',
      'localStorage.setItem(a, b)',
      /localStorage|sessionStorage|indexedDB|document\.cookie/,
    ],
    ['a log of a page', 'console.log(patient)', /console\./],
  ])('nowhere: %s', (_what, sample, pattern) => {
    expect(sample).toMatch(pattern)
    expect(everywhere(pattern).filter((line) => !allowedOnce.includes(line.replace(/:\d+:/, ':')))).toEqual(
      [],
    )
  })

  test('one place tells the network: the way to the cloud; the cloud itself is told by others', () => {
    const telling =
      /\bfetch\(|XMLHttpRequest|new WebSocket|EventSource|sendBeacon|from 'node:(?:http|https|http2|net|tls|dgram)'/
    expect('await fetch(url)').toMatch(telling)
    const ways = ['src-main/sync/https-link.ts', 'src-main/sync/read-authority.ts', 'src-cloud/']
    expect(everywhere(telling, ways)).toEqual([])
    // where the cloud tells its audit to, whom its operators name; else an address, a test for one, and a kind of connection to tell
    expect(everywhere(telling, ['src-main/']).map((line) => line.replace(/:\d+:/, ':'))).toEqual([
      "src-cloud/feeds/targets.ts: import { isIP, Socket } from 'node:net'",
      "src-cloud/feeds/targets.ts: import { connect } from 'node:tls'",
      "src-cloud/http/authenticate.ts: import { TLSSocket } from 'node:tls'",
      "src-cloud/http/certificates.ts: import { isIP } from 'node:net'",
      // a connection to the database, whose writes go out together
      "src-cloud/postgres/pool.ts: import type { Socket } from 'node:net'",
      // reminders, to the mail server and the provider of text messages its operators name
      "src-cloud/reminders/smtp-line.ts: import { connect as connectPlain, isIP, type Socket } from 'node:net'",
      "src-cloud/reminders/smtp-line.ts: import { connect as connectTls } from 'node:tls'",
      'src-cloud/reminders/text-sender.ts: const answer = await fetch(this.#config.url, {',
      "src-cloud/serve.ts: import type { AddressInfo } from 'node:net'",
    ])
  })

  test('one place says what text may become markup, and one door a page calls through', () => {
    expect(everywhere(/createPolicy\(/, ['src-renderer/kernel/trusted-types.ts'])).toEqual([])
    expect(everywhere(/\bipcRenderer\b|contextBridge/, ['src-main/app/preload.ts'])).toEqual([])
    expect(
      everywhere(/\bipcMain\b|\.ipc\.handle\(/, ['src-main/app/ipc-door.ts', 'src-main/app/workstation.ts']),
    ).toEqual([])
  })

  test('handlers and contracts get the time from their context', () => {
    const of = [
      ...main.filter((file) => domains.some((domain) => file.startsWith(`src-main/${domain}/`))),
      ...files.filter((file) => file.startsWith('shared/')),
    ]
    // a date of a given time is no clock
    expect(everywhere(/Date\.now\(|new Date\(\)|performance\.now\(|Temporal\.Now/, timed, of)).toEqual([])
    expect(everywhere(/\bsetTimeout\b|\bsetInterval\b/, timed, of)).toEqual([])
  })

  test('SQL that writes', () => {
    const writes =
      /['"`\s(](?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|REPLACE\s+INTO|DROP\s+|ALTER\s+TABLE|CREATE\s+(?:TABLE|INDEX|TRIGGER|TEMP))/
    const elsewhere = main.filter((file) => !/^src-main\/(store|audit)\//.test(file))
    const allowed = elsewhere
      .flatMap((file) => linesMatching([file], writes))
      .filter((line) => !insideWriteLocal(line))
    expect(allowed).toEqual([])
    const readers = main.filter((file) => file.endsWith('.sql.ts'))
    expect(readers.length).toBeGreaterThan(5)
    expect(
      linesMatching(
        readers,
        /\b(?:INSERT|UPDATE|DELETE|REPLACE)\b|writeLocal|insertInto|updateTable|deleteFrom/,
      ),
    ).toEqual([])
  })

  test('the database itself is in nobody’s hands but the store’s, the log’s and the vault’s', () => {
    const elsewhere = main.filter((file) => !/^src-main\/(store|audit)\//.test(file))
    expect(linesMatching(elsewhere, /\.db\b(?!')|better-sqlite3/)).toEqual([])
    expect(
      linesMatching(
        elsewhere.filter((file) => !file.startsWith('src-main/vault/')),
        /\bopenStore\(|\bopenCipher\(/,
      ),
    ).toEqual([])
    expect(linesMatching(elsewhere, /\.writers\b|\.sync\.set\(/)).toEqual([])
    // what others did comes in by one door, and the engine alone knocks at it
    expect(
      linesMatching(
        elsewhere.filter((file) => file !== 'src-main/sync/engine.ts'),
        /applyPage/,
      ),
    ).toEqual([])
  })
})

/** Measures how long something took; no answer depends on it. */
const timed: readonly string[] = ['src-main/patients/alike.ts', 'src-main/exchange/speed.ts']

/** A writing statement is handed to `tx.writeLocal`, on the same line or the line before. */
function insideWriteLocal(line: string): boolean {
  const [, file = '', number = '0'] = /^([^:]+):(\d+):/.exec(line) ?? []
  const all = linesMatching([file], /^/)
  return /writeLocal/.test(`${all[Number(number) - 2] ?? ''}\n${all[Number(number) - 1] ?? ''}`)
}
