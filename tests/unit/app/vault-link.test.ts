/** Main's end of the vault, with a real vault process at the other. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startChannel } from '../../../src-main/pipeline/sealed-channel.ts'
import type { StartMessage } from '../../../src-main/pipeline/wire.ts'
import { VaultLink } from '../../../src-main/app/vault-link.ts'
import { utilityProcess } from '../../../tools/electron-stand-in/utility-process.ts'
import { isRunning } from '../../../tools/kit/processes.ts'
import { lightKdf } from '../../../tools/kit/workstation.ts'
import { root } from '../../../tools/proc.ts'
import { tempFolder } from '../../kit/practice.ts'

function linked(module = join(root, 'src-main/vault-process.ts')) {
  const child = utilityProcess.fork(module)
  onTestFinished(() => void child.kill())
  const happened: string[] = []
  const start: StartMessage = {
    t: 'start',
    version: '0.1.0',
    profile: tempFolder(true),
    appRoot: root,
    boot: randomUUID(),
    keychain: { state: 'absent' },
    kdf: lightKdf,
    lockedUser: null,
    demo: null,
    tries: null,
    freshMs: 300_000,
  }
  const link = new VaultLink(
    child,
    start,
    {
      signedIn: () => happened.push('signed-in'),
      keepTries: () => happened.push('tries'),
      allSent: () => happened.push('all-sent'),
      cloudNamed: () => happened.push('cloud-named'),
      idlePolicy: () => 0,
      lockAsked: () => happened.push('lock'),
      died: () => happened.push('died'),
      event: () => happened.push('event'),
      host: () => Promise.reject(new Error('nobody asks')),
    },
    { write: (_level, event) => void happened.push(event) },
  )
  return { link, child, happened }
}
const alive = (pid: number | undefined) => pid !== undefined && isRunning(pid)

test('a page’s malformed hello gets no channel, and the vault goes on for the next page', async () => {
  const { link, child, happened } = linked()
  for (const key of [new Uint8Array(65), new Uint8Array(65).fill(4), new Uint8Array(1), new Uint8Array(0)])
    await expect(link.hello(1, key)).rejects.toThrow('refused')
  await expect(link.call(1, new Uint8Array(64))).rejects.toThrow('refused')
  const page = await startChannel('page')
  const channel = await page.finish(await link.hello(2, page.publicKey))
  const answer = await channel.open(await link.call(2, await channel.seal('access.getGate\n{}')))
  expect(JSON.parse(answer)).toMatchObject({ ok: true, value: { state: 'first-run' } })
  expect(happened).toEqual([])
  await link.end()
  expect(alive(child.pid)).toBe(false)
  await expect(link.call(2, new Uint8Array(64))).rejects.toThrow('locked')
})

test('what a list, a text, a promise and the rest are cannot be changed in the vault, nor what their names stand for', async () => {
  const folder = tempFolder(true)
  const probed = join(folder, 'probed.mjs')
  // the real process; what stands beside it is asked only after it has begun
  writeFileSync(
    probed,
    `await import(${JSON.stringify(join(root, 'src-main/vault-process.ts'))})
     const kinds = { Object, Function, Array, String, Number, Symbol, Date, Promise, Map, Set, WeakMap, Error, TypeError, Uint8Array, ArrayBuffer, Buffer }
     const held = {}
     const refused = (write) => {
       try { write() } catch (error) { return error instanceof TypeError }
       return false
     }
     for (const [name, kind] of Object.entries(kinds)) {
       const members = Object.getOwnPropertyNames(kind.prototype).filter((key) => Reflect.getOwnPropertyDescriptor(kind.prototype, key).writable !== undefined)
       held[name] = [
         refused(() => { kind.prototype.polluted = true }),
         refused(() => { kind.added = true }),
         members.every((key) => refused(() => { kind.prototype[key] = () => 'turned around' })),
         refused(() => { Object.defineProperty(kind.prototype, 'constructor', { value: null }) }),
         refused(() => { Object.setPrototypeOf(kind.prototype, { polluted: true }) }),
         refused(() => { globalThis[name] = null }),
       ]
     }
     const unnamed = [...[[].values(), new Map().values(), function* () {}, async () => {}, 'a'.matchAll(/a/g)].map((each) => Object.getPrototypeOf(each)), JSON, Math, Reflect]
     const expression = [RegExp, RegExp.prototype.exec, RegExp.prototype[Symbol.replace]].every((each) => Object.isFrozen(each))
     const own = Object.assign({}, { toString: () => 'its own' })
     own.valueOf = () => 7
     class Named extends Error { constructor() { super('x'); this.name = 'Named'; this.message = 'its own' } }
     const polluted = JSON.parse('{"__proto__":{"polluted":true}}')
     Object.assign({}, polluted)
     process.parentPort.postMessage({
       t: 'probed',
       held,
       unnamed: unnamed.map((each) => Object.isFrozen(each)),
       expression,
       inherited: [String(own), Number(own), new Named().name, new Named().message, Object.keys(own)],
       polluted: {}.polluted ?? null,
     })`,
  )
  const { link, child } = linked(probed)
  const told = new Promise<Record<string, unknown>>((resolve) => {
    child.on('message', (message: { t: string }) => {
      if (message.t === 'probed') resolve(message)
    })
  })
  const { held, ...rest } = await told
  const all = Object.entries(held as Record<string, boolean[]>)
  expect(all).toHaveLength(16)
  expect(all.filter(([, writes]) => !writes.every(Boolean))).toEqual([])
  expect(rest).toEqual({
    t: 'probed',
    unnamed: Array.from({ length: 8 }, () => true),
    expression: true,
    // and nothing of our own is kept from having its own
    inherited: ['its own', 7, 'Named', 'its own', ['toString', 'valueOf']],
    polluted: null,
  })
  // it is a vault still
  const page = await startChannel('page')
  const channel = await page.finish(await link.hello(1, page.publicKey))
  const answer = await channel.open(await link.call(1, await channel.seal('access.getGate\n{}')))
  expect(JSON.parse(answer)).toMatchObject({ ok: true, value: { state: 'first-run' } })
  await link.end()
})

test('a vault that does not end when it is asked is killed, and that is no death', async () => {
  const folder = tempFolder(true)
  const deaf = join(folder, 'deaf.mjs')
  writeFileSync(
    deaf,
    "process.parentPort.on('message', () => undefined); process.parentPort.postMessage({ t: 'ready' })",
  )
  const { link, child, happened } = linked(deaf)
  const refused = link.hello(1, new Uint8Array(65)).catch((error: Error) => error.message)
  await link.end()
  expect(await refused).toBe('locked')
  expect(alive(child.pid)).toBe(false)
  expect(happened).toEqual(['vault.killed'])
})

test('what a vault still says while it is ended is not heard: nobody comes in, nothing is answered, nothing is done for it', async () => {
  const chatty = join(tempFolder(true), 'chatty.mjs')
  writeFileSync(
    chatty,
    `const say = (message) => process.parentPort.postMessage(message)
     process.parentPort.on('message', ({ data }) => {
       if (data.t !== 'end') return
       say({ t: 'signed-in', session: { sessionId: 's', userId: 'u' } })
       say({ t: 'lock', why: 'person' })
       say({ t: 'reply', window: 1, call: 1, frame: new Uint8Array(24) })
       say({ t: 'event', window: 1, frame: new Uint8Array(24) })
       say({ t: 'request', request: 1, what: { name: 'copy', text: 'x' } })
       say({ t: 'log', level: 'info', event: 'said', fields: {} })
       setTimeout(() => process.exit(0), 50)
     })
     say({ t: 'ready' })`,
  )
  const { link, child, happened } = linked(chatty)
  // one that has not begun when its time is over is killed, and says nothing
  await once(child, 'message')
  expect(link.busy).toBe(false)
  const answer = link.call(1, new Uint8Array(64)).catch((error: Error) => error.message)
  expect(link.busy).toBe(true)
  await link.end()
  expect(await answer).toBe('locked')
  expect(link.busy).toBe(false)
  expect(happened).toEqual(['said'])
})

test('a vault that dies by itself is told, once', async () => {
  const { link, child, happened } = linked()
  const page = await startChannel('page')
  await link.hello(1, page.publicKey)
  const exited = new Promise((resolve) => child.on('exit', resolve))
  process.kill(child.pid ?? 0, 'SIGKILL')
  await exited
  expect(happened).toEqual(['died'])
  await expect(link.call(1, new Uint8Array(64))).rejects.toThrow('locked')
})
