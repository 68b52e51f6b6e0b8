/** What a page gets of the workstation: three functions, and nothing else. Runs in an isolated world of the sandboxed page. */
import { contextBridge, ipcRenderer } from 'electron'
import { startChannel, type SealedChannel } from '../pipeline/sealed-channel.ts'

type Listener = (value: unknown) => void
const listeners = new Map<string, Set<Listener>>()

const channel: Promise<SealedChannel> = startChannel('page').then(async ({ publicKey, finish }) =>
  finish((await ipcRenderer.invoke('door:hello', publicKey)) as Uint8Array),
)
const locked = { ok: false, error: { code: 'Locked', reason: 'session.locked', params: {} } }
const unknown = { ok: false, error: { code: 'Unavailable', reason: 'command.unknown', params: {} } }

// frames carry a number and must leave in its order
let sending: Promise<unknown> = Promise.resolve()

/** `lost` is what is said where it left this page and no answer came back. */
async function call(head: readonly unknown[], input: unknown, lost: object): Promise<unknown> {
  const line = head.map((part) => String(part).replaceAll(/\s/g, '')).join(' ')
  const text = `${line}\n${JSON.stringify(input) ?? 'null'}`
  let said: object = locked
  try {
    const sealed = await channel
    const sent = sending.then(async () => {
      const frame = await sealed.seal(text)
      // the answer is not part of the queue: several calls are under way at once
      return { answer: ipcRenderer.invoke('door:call', frame) as Promise<Uint8Array> }
    })
    sending = sent.catch(() => undefined)
    const { answer } = await sent
    said = lost
    return JSON.parse(await sealed.open(await answer))
  } catch {
    // the door is closed: the workstation is locking, and this page is about to go
    return said
  }
}

ipcRenderer.on('door:event', (_event, frame: Uint8Array) => {
  void channel
    .then((sealed) => sealed.open(frame))
    .then((text) => {
      const { event, value } = JSON.parse(text) as { event: string; value: unknown }
      for (const listener of listeners.get(event) ?? []) listener(value)
    })
    .catch(() => undefined)
})

contextBridge.exposeInMainWorld('holdfast', {
  run: (name: unknown, input: unknown, commandId: unknown) =>
    call(typeof commandId === 'string' ? [name, commandId] : [name], input, unknown),
  ask: (name: unknown, input: unknown) => call([name], input, locked),
  on: (event: unknown, listener: Listener) => {
    const known = listeners.get(String(event)) ?? new Set()
    listeners.set(String(event), known)
    known.add(listener)
    return () => void known.delete(listener)
  },
})
