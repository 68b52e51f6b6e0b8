/** The main process of the workstation. */
import { app, clipboard, Menu, powerMonitor, protocol, session } from 'electron'
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { traceOf } from '../pipeline/trace.ts'
import { readMigrations } from '../store/migrate.ts'
import { MainAudit } from './audit-main.ts'
import { AuditWitness } from './audit-witness.ts'
import { readContent, respond } from './content.ts'
import { forbidCoreDumps } from './core-dumps.ts'
import { DemoKeyFile, OsKeychain } from './keychain.ts'
import { openLog } from './log.ts'
import { OrderWatch } from './order-watch.ts'
import { readSettings } from './settings.ts'
import { guardApp, guardSession } from './web-guards.ts'
import { openWindow } from './windows.ts'
import { Workstation } from './workstation.ts'

// dist/main/index.mjs when built; migrations and pages lie beside it in the package
const appRoot = join(import.meta.dirname, '../..')

// before anything is started that would inherit the limit
const dumpsForbidden = forbidCoreDumps()
app.enableSandbox()
// what the browser's own processes give back of their memory is overwritten: after a lock, what was typed is in none of them
app.commandLine.appendSwitch('enable-features', 'PartitionAllocEventuallyZeroFreedMemory')
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])

// what this process writes is for its own user only
process.umask(0o077)

const settings = readSettings(process.argv.slice(1), app.isPackaged)
const profile = settings.profile ?? join(app.getPath('appData'), 'Holdfast')
mkdirSync(profile, { recursive: true, mode: 0o700 })
app.setPath('userData', join(profile, 'browser'))
app.setPath('sessionData', join(profile, 'browser'))

if (!app.requestSingleInstanceLock()) {
  app.exit(0)
} else {
  void app.whenReady().then(run)
}

async function run(): Promise<void> {
  const log = openLog(profile)
  if (!dumpsForbidden) log.write('warn', 'core-dumps.not-forbidden')
  const boot = randomUUID()
  const clock = { now: () => Date.now(), mono: () => performance.now() }
  const audit = new MainAudit(profile, readMigrations(join(appRoot, 'migrations/audit')), clock, boot)
  const content = readContent(join(appRoot, 'dist/renderer'))

  // in memory only: no cookie, cache or storage of a page reaches the disk
  const pages = session.fromPartition('holdfast', { cache: false })
  pages.protocol.handle('app', (request) => respond(content, request.url))
  Menu.setApplicationMenu(null)

  const keychain =
    settings.demo && process.env['HOLDFAST_DEMO_KEY_FILE'] === '1'
      ? new DemoKeyFile(profile)
      : new OsKeychain()
  const orders = new OrderWatch({
    clock,
    ordered: (order, place) => workstation.wiping.ordered(order, place),
    listed: (text) => workstation.listed(text),
    failed: (error) => log.write('error', 'orders.failed', traceOf(error)),
  })
  const witness = new AuditWitness({
    profile,
    clock,
    keychain,
    orders,
    changed: () => workstation.auditNews(),
    failed: (error) => log.write('error', 'audit.witness-failed', traceOf(error)),
  })
  const workstation: Workstation = new Workstation({
    profile,
    appRoot,
    vaultModule: join(import.meta.dirname, 'vault-process.mjs'),
    boot,
    version: app.getVersion(),
    settings,
    keychain,
    audit,
    witness,
    log,
    openWindow: (bounds) =>
      openWindow(
        {
          preload: join(import.meta.dirname, '../preload/preload.cjs'),
          session: pages,
          contentProtection: !settings.demo,
          show: true,
          notLoaded: () => log.write('error', 'page.not-loaded'),
        },
        bounds,
      ),
    quit: (code) => app.exit(code),
  })
  guardSession(pages, (what) => workstation.refused(what))
  guardApp(app, (what) => workstation.refused(what))

  app.on('second-instance', () => workstation.focus())
  app.on('before-quit', (event) => {
    event.preventDefault()
    workstation.signal({ type: 'quit' })
  })
  app.on('window-all-closed', () => undefined)
  powerMonitor.on('suspend', () => workstation.machine('suspend'))
  powerMonitor.on('resume', () => workstation.signal({ type: 'resume' }))
  powerMonitor.on('lock-screen', () => workstation.machine('os-lock'))
  setInterval(() => workstation.signal({ type: 'tick' }), 1000).unref()
  app.on('will-quit', () => clipboard.clear())

  log.write('info', 'start', { version: app.getVersion(), demo: settings.demo })
  await workstation.start()
}
