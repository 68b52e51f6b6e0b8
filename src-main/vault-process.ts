/** The vault: the process that holds the keys and the clinical store. It is started by main and ended at every lock. */
import { randomFillSync } from 'node:crypto'
import { join } from 'node:path'
import { AppError, must } from '../shared/kernel/errors.ts'
import { makeNewId, type Clock } from '../shared/kernel/ids.ts'
import { handlers } from './handlers.ts'
import { makeDispatch } from './pipeline/dispatch.ts'
import type { Host } from './pipeline/host.ts'
import { traceOf } from './pipeline/trace.ts'
import { Windows } from './pipeline/windows.ts'
import type { FromVault, HostRequest, StartMessage, ToVault } from './pipeline/wire.ts'
import { ballastBytes, dropBallast, holdBallast } from './store/ballast.ts'
import { readMigrations } from './store/migrate.ts'
import { Vault } from './vault/vault.ts'

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

const send = (message: FromVault) => port.postMessage(message)
const clock: Clock = { now: () => Date.now(), mono: () => performance.now() }
const newId = makeNewId(clock, (bytes) => randomFillSync(bytes))

// what a page sends is data: nothing it sends may change what an object is
for (const prototype of [
  Object.prototype,
  Array.prototype,
  Function.prototype,
  String.prototype,
  Promise.prototype,
])
  Object.freeze(prototype)

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
  copy: async (text) => (await request({ name: 'copy', text })) as number,
  lock: (why) => send({ t: 'lock', why }),
}

function start(message: StartMessage): { vault: Vault; windows: Windows } {
  const vault = new Vault(
    {
      profile: message.profile,
      migrations: {
        local: readMigrations(join(message.appRoot, 'migrations/local')),
        audit: readMigrations(join(message.appRoot, 'migrations/audit')),
      },
      clock,
      newId,
      boot: message.boot,
      kdf: message.kdf,
      lockedUser: message.lockedUser,
      demo: message.demo,
      cloud: {
        app: message.version,
        changed: (what) => void windows.tell('changed', what),
        failed: (error) => send({ t: 'log', level: 'error', event: 'sync.failed', fields: traceOf(error) }),
      },
    },
    message.keychain.state === 'present'
      ? { state: 'present', key: Buffer.from(message.keychain.key) }
      : message.keychain,
  )
  let known: string | null = null
  const folder = join(message.profile, 'store')
  const dispatch = makeDispatch({
    handlers,
    session: () => vault.session,
    audit: () => vault.audit,
    gatekeeper: vault,
    host,
    clock,
    newId,
    tell: (event, value) => {
      void windows.tell(event, value)
      if (event === 'changed') vault.cloud.nudge()
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
    if (vault.session && vault.session.id !== known) {
      known = vault.session.id
      if (!message.demo) void holdBallast(folder, ballastBytes)
      send({ t: 'signed-in', session: { sessionId: known, userId: vault.session.actor.id } })
    }
    return reply
  }, send)
  return { vault, windows }
}

let running: ReturnType<typeof start> | null = null

port.on('message', ({ data }) => {
  const message = data as ToVault
  if (message.t === 'start') {
    running = start(message)
    send({ t: 'ready' })
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
  if (message.t === 'end') void end(running.vault)
})

async function end(vault: Vault): Promise<void> {
  await vault.cloud.drain(drainMs)
  vault.close()
  process.exit(0)
}

for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error: unknown) => {
    send({ t: 'log', level: 'error', event, fields: traceOf(error) })
    running?.vault.close()
    process.exit(70)
  })
