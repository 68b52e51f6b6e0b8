// The page's half of the stand-in. `world` runs in the isolated world around the preload, `main` in the page's own.
// They share only the document, so they speak in events that carry text, and a dispatched event is synchronous.
globalThis.standInWorld = (preload, native) => {
  if (globalThis.self !== globalThis.top) return
  const pending = new Map()
  const channels = new Map()
  const remote = new Map()
  let last = 0
  const toWire = (value) =>
    JSON.stringify(value, (_k, v) => (v instanceof Uint8Array ? { $bytes: v.toBase64() } : v))
  const fromWire = (text) =>
    JSON.parse(text, (_k, v) =>
      v && typeof v === 'object' && '$bytes' in v ? Uint8Array.fromBase64(v.$bytes) : v,
    )

  globalThis.__standInDeliver = (text) => {
    const message = fromWire(text)
    if (message.reply !== undefined) {
      const { resolve, reject } = pending.get(message.reply) ?? {}
      pending.delete(message.reply)
      if (message.error !== undefined) reject?.(new Error(message.error))
      else resolve?.(message.value)
    } else for (const listener of channels.get(message.channel) ?? []) listener({}, ...message.args)
  }
  const ipcRenderer = {
    invoke: (channel, ...args) =>
      new Promise((resolve, reject) => {
        last += 1
        pending.set(last, { resolve, reject })
        native(toWire({ invoke: last, channel, args }))
      }),
    on: (channel, listener) => {
      const known = channels.get(channel) ?? []
      channels.set(channel, [...known, listener])
    },
  }

  const say = (name, value) =>
    document.dispatchEvent(new CustomEvent(`stand-in:${name}`, { detail: JSON.stringify(value) }))
  const exposed = {}
  const announce = () => {
    for (const [name, api] of Object.entries(exposed)) say('expose', { name, functions: Object.keys(api) })
  }
  const contextBridge = {
    exposeInMainWorld: (name, api) => {
      exposed[name] = api
      announce()
    },
  }
  const localOf = (value) =>
    value && typeof value === 'object' && '$callback' in value
      ? (...args) => say('callback', { id: value.$callback, args })
      : value
  const settle = (id, work) => {
    try {
      const value = work()
      if (value instanceof Promise)
        value.then(
          (result) => say('resolved', { id, value: result }),
          () => say('resolved', { id, error: true }),
        )
      if (typeof value === 'function') remote.set(id, value)
      say('returned', {
        id,
        kind: value instanceof Promise ? 'promise' : typeof value,
        value: typeof value === 'function' || value instanceof Promise ? null : value,
      })
    } catch {
      say('returned', { id, kind: 'error' })
    }
  }
  document.addEventListener('stand-in:ready', announce)
  document.addEventListener('stand-in:call', (event) => {
    const { id, name, fn, args } = JSON.parse(event.detail)
    settle(id, () => exposed[name][fn](...args.map(localOf)))
  })
  document.addEventListener('stand-in:invoke-returned', (event) => {
    const { id, of, args } = JSON.parse(event.detail)
    settle(id, () => remote.get(of)?.(...args))
  })

  let told = 0
  const input = (event) => {
    // what a script dispatches is not trusted, and is no input
    if (!event.isTrusted || performance.now() - told < 250) return
    told = performance.now()
    native(JSON.stringify({ input: event.type }))
  }
  for (const type of ['keydown', 'mousedown', 'mousemove', 'wheel', 'touchstart'])
    globalThis.addEventListener(type, input, { capture: true, passive: true })

  const require = (name) => {
    if (name === 'electron') return { contextBridge, ipcRenderer }
    throw new Error(`a sandboxed preload cannot require ${name}`)
  }
  preload(require)
}

globalThis.standInMain = () => {
  if (globalThis.self !== globalThis.top) return
  const { parse, stringify } = JSON
  const fire = document.dispatchEvent.bind(document)
  const say = (name, value) => fire(new CustomEvent(`stand-in:${name}`, { detail: stringify(value) }))
  const callbacks = new Map()
  const promises = new Map()
  let last = 0
  let returned = null
  const call = (event, value) => {
    last += 1
    const id = last
    const result = new Promise((resolve, reject) => promises.set(id, { resolve, reject }))
    result.catch(() => undefined)
    say(event, { ...value, id })
    const { kind, value: now } = returned
    if (kind === 'promise') return result
    promises.delete(id)
    if (kind === 'error') throw new Error('refused')
    if (kind === 'function') return (...args) => call('invoke-returned', { of: id, args })
    return now
  }
  const wire = (value) => {
    if (typeof value !== 'function') return value
    last += 1
    callbacks.set(last, value)
    return { $callback: last }
  }
  document.addEventListener('stand-in:returned', (event) => {
    returned = parse(event.detail)
  })
  document.addEventListener('stand-in:resolved', (event) => {
    const { id, value, error } = parse(event.detail)
    const { resolve, reject } = promises.get(id) ?? {}
    promises.delete(id)
    if (error) reject?.(new Error('refused'))
    else resolve?.(value)
  })
  document.addEventListener('stand-in:callback', (event) => {
    const { id, args } = parse(event.detail)
    callbacks.get(id)?.(...args)
  })
  document.addEventListener('stand-in:expose', (event) => {
    const { name, functions } = parse(event.detail)
    if (name in globalThis) return
    const api = {}
    for (const fn of functions) api[fn] = (...args) => call('call', { name, fn, args: args.map(wire) })
    Object.defineProperty(globalThis, name, { value: Object.freeze(api), enumerable: true })
  })
  say('ready', {})
}
