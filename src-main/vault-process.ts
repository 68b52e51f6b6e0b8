/** The vault: the process that holds the keys and the clinical store. It is started by main and ended at every lock. */
import { randomFillSync } from 'node:crypto'
import { join } from 'node:path'
import { AppError, must } from '../shared/kernel/errors.ts'
import { makeNewId, type Clock } from '../shared/kernel/ids.ts'
import { collectBlobs } from './blobs/collect.ts'
import { handlers } from './handlers.ts'
import { makeDispatch } from './pipeline/dispatch.ts'
import { Watch } from './privacy/watch.ts'
import type { Host } from './pipeline/host.ts'
import type { Session } from './pipeline/session.ts'
import { traceOf } from './pipeline/trace.ts'
import { Windows } from './pipeline/windows.ts'
import type { FromVault, HostRequest, Printer, StartMessage, ToVault } from './pipeline/wire.ts'
import { ballastBytes, dropBallast, holdBallast } from './store/ballast.ts'
import { freezeBuiltIns } from './store/freeze-built-ins.ts'
import { readMigrations } from './store/migrate.ts'
import { practiceOf } from './store/people.sql.ts'
import type { Published } from './store/tx.ts'
import { lookAgainMs } from './vault/lease-keeper.ts'
import { Vault } from './vault/vault.ts'
import { isUnsentHere } from './vault/who-is-in.ts'

/** What Electron gives a utility process to talk to main. */
type ParentPort = {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
}
const port = (process as unknown as { parentPort?: ParentPort }).parentPort
must(port, 'vault.no-parent')

// what this process writes is for its own user only
process.umask(0o077)

/** What a lock waits for what was just done to be sent, where the cloud is there. Main waits half a second longer. */
const drainMs = 1500

/** How often it is looked at whether a downtime pack is due. */
const packTickMs = 5000
/** How often it is looked whether all was sent, where this workstation is to be wiped then. */
const sendAgainMs = 1000
/** What a lock waits for the downtime pack to be made of the last that was done, where that is quick. */
const packMs = 1200

const send = (message: FromVault) => port.postMessage(message)
const clock: Clock = { now: () => Date.now(), mono: () => performance.now() }
const newId = makeNewId(clock, (bytes) => randomFillSync(bytes))

// what a page sends is data: nothing it sends may change what an object is
freezeBuiltIns()

const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
let requests = 0
const request = (what: HostRequest): Promise<unknown> =>
  new Promise((resolve, reject) => {
    requests += 1
    waiting.set(requests, { resolve, reject })
    send({ t: 'request', request: requests, what })
  })

const host: Host = {
  createDeviceKey: async (device) =>
    Buffer.from((await request({ name: 'createDeviceKey', device })) as Uint8Array),
  restoreDeviceKey: async (device, key) => void (await request({ name: 'restoreDeviceKey', device, key })),
  chooseFolder: async (title) => (await request({ name: 'chooseFolder', title })) as string | null,
  chooseFiles: async (title) => (await request({ name: 'chooseFiles', title })) as string[],
  chooseFile: async (title) => (await request({ name: 'chooseFile', title })) as string | null,
  copy: async (text) => (await request({ name: 'copy', text })) as number,
  listPrinters: async () => (await request({ name: 'listPrinters' })) as Printer[],
  print: async (printer) => (await request({ name: 'print', printer })) as boolean,
  keepTries: (mark) => send({ t: 'keep-tries', mark }),
  lock: (why) => send({ t: 'lock', why }),
}

function start(message: StartMessage): { vault: Vault; windows: Windows } {
  const vault = new Vault(
    {
      profile: message.profile,
      migrations: {
        local: readMigrations(join(message.appRoot, 'migrations/local')),
        audit: readMigrations(join(message.appRoot, 'migrations/audit')),
        whole: readMigrations(join(message.appRoot, 'migrations/whole')),
      },
      clock,
      newId,
      boot: message.boot,
      kdf: message.kdf,
      lockedUser: message.lockedUser,
      demo: message.demo,
      tries: { found: message.tries, keep: (mark) => host.keepTries(mark) },
      cloud: {
        app: message.version,
        changed: (what) => {
          void windows.tell('changed', what)
          vault.touched(what)
          sayPolicy(vault, what)
        },
        failed: (error) => send({ t: 'log', level: 'error', event: 'sync.failed', fields: traceOf(error) }),
        named: () => send({ t: 'cloud-named' }),
      },
      people: { dismissed: () => host.lock('sign-out') },
      pack: {
        tickMs: packTickMs,
        changed: () => void windows.tell('changed', { tables: ['pack_choice'], patients: [] }),
        failed: (error) => send({ t: 'log', level: 'error', event: 'pack.failed', fields: traceOf(error) }),
      },
    },
    message.keychain.state === 'present'
      ? { state: 'present', key: Buffer.from(message.keychain.key) }
      : message.keychain,
  )
  let known: string | null = null
  const watch = new Watch({ clock, audit: () => vault.audit })
  const folder = join(message.profile, 'store')
  const dispatch = makeDispatch({
    handlers,
    session: () => vault.session,
    audit: () => vault.audit,
    gatekeeper: vault,
    host,
    clock,
    freshMs: message.freshMs,
    newId,
    watch: (call) => watch.after(call),
    tell: (event, value) => {
      void windows.tell(event, value)
      if (event !== 'changed') return
      vault.cloud.nudge()
      vault.touched(value as Published)
      sayPolicy(vault, value as Published)
    },
    makeRoom: () => {
      if (dropBallast(folder))
        send({ t: 'log', level: 'warn', event: 'disk-full.ballast-dropped', fields: {} })
    },
    report: (error, contract) =>
      send({ t: 'log', level: 'error', event: 'unexpected', fields: { contract, ...traceOf(error) } }),
  })
  const windows = new Windows(async (...call) => {
    const reply = await dispatch(...call)
    const inside = vault.session ?? vault.alone
    if (inside && inside.id !== known) {
      known = inside.id
      if (vault.session && !message.demo) void holdBallast(folder, ballastBytes)
      if (vault.session) void collect(vault, vault.session)
      sayPolicy(vault, null)
      send({ t: 'signed-in', session: { sessionId: known, userId: inside.actor.id } })
    }
    return reply
  }, send)
  return { vault, windows }
}

/** How long a workstation waits for input is the practice's; the lock is main's. `what` has changed; null where all may have. */
function sayPolicy({ session }: Vault, what: Published | null): void {
  if (!session || (what && !what.tables.includes('practices'))) return
  send({ t: 'idle-policy', minutes: practiceOf(session.store.read)?.idleMinutes ?? null })
}

/** In the background: the bytes of documents that nobody uses. */
async function collect(vault: Vault, session: Session): Promise<void> {
  try {
    await collectBlobs(session.store, session.blobs, clock.now())
  } catch (error) {
    // the store is closed under it where nobody stays for long
    if (vault.session === session)
      send({ t: 'log', level: 'error', event: 'collect.failed', fields: traceOf(error) })
  }
}

/** Now and every hour; where it cannot be recorded now, the next time. */
function watchLeases(vault: Vault): void {
  const look = () => {
    try {
      // nobody comes in here any more: main starts it anew, and lets go of the device key before (app/let-go.ts)
      if (vault.keptOut.leases.look() && !vault.session) void end(vault)
    } catch (error) {
      send({ t: 'log', level: 'warn', event: 'leases.unlooked', fields: traceOf(error) })
    }
  }
  look()
  setInterval(look, lookAgainMs).unref()
}

let running: ReturnType<typeof start> | null = null

port.on('message', ({ data }) => {
  const message = data as ToVault
  if (message.t === 'start') {
    running = start(message)
    send({ t: 'ready' })
    watchLeases(running.vault)
    return
  }
  if (message.t === 'answer') {
    const waiter = waiting.get(message.request)
    waiting.delete(message.request)
    if (message.ok) waiter?.resolve(message.value)
    else waiter?.reject(new AppError('Unavailable', message.reason))
    return
  }
  if (!running) return
  if (message.t === 'hello') void running.windows.hello(message.window, message.publicKey)
  if (message.t === 'gone') running.windows.gone(message.window)
  if (message.t === 'call') void running.windows.call(message.window, message.call, message.frame)
  // a stale Cloud screen asks again
  if (message.t === 'audit-news')
    void running.windows.tell('changed', { tables: ['audit_standing'], patients: [] })
  if (message.t === 'idle-news') void running.windows.tell('idle', message.seconds)
  if (message.t === 'revocations') takeList(running.vault, message.text)
  if (message.t === 'send-all') sendAll(running.vault)
  if (message.t === 'end') void end(running.vault)
})

function takeList(vault: Vault, text: string): void {
  try {
    vault.revocations.take(text)
  } catch (error) {
    send({ t: 'log', level: 'warn', event: 'revocations.untaken', fields: traceOf(error) })
  }
}

let sending: NodeJS.Timeout | null = null
/** Says so when nothing waits for the cloud any more; not while nobody is in. */
function sendAll(vault: Vault): void {
  if (sending) return
  sending = setInterval(() => {
    if (!vault.session) return
    vault.cloud.nudge()
    if (!isUnsentHere(vault.session.store)) send({ t: 'all-sent' })
  }, sendAgainMs).unref()
}

async function end(vault: Vault): Promise<void> {
  await Promise.all([vault.cloud.drain(drainMs), vault.pack.finish(packMs)])
  vault.close()
  process.exit(0)
}

for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error: unknown) => {
    send({ t: 'log', level: 'error', event, fields: traceOf(error) })
    running?.vault.close()
    process.exit(70)
  })
