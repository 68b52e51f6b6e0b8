/** Ten thousand calls through each of the three doors. `HOLDFAST_RUNS` asks for more. */
import * as fc from 'fast-check'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permissions } from '../../shared/kernel/permissions.ts'
import { codes, type Reply } from '../../shared/kernel/errors.ts'
import { openDoor, type DoorParts } from '../../src-main/app/ipc-door.ts'
import { startChannel, type SealedChannel } from '../../src-main/pipeline/sealed-channel.ts'
import { Windows } from '../../src-main/pipeline/windows.ts'
import type { FromVault } from '../../src-main/pipeline/wire.ts'
import { digest } from '../kit/contents.ts'
import { seedExamples } from '../kit/examples.ts'
import { calls } from '../kit/payloads.ts'
import { doorOf, makeFolder, practiceIn, removeFolder, withRights, type Practice } from '../kit/practice.ts'

const runs = Number(process.env['HOLDFAST_RUNS'] ?? 10_000)

describe('dispatch', () => {
  const folder = makeFolder(true)
  let desk: Practice
  beforeAll(async () => {
    desk = await practiceIn(folder)
    seedExamples(desk.session)
  })
  afterAll(() => {
    desk.close()
    removeFolder(folder)
  })

  test(
    'never throws, never meets what it does not expect, and what it refuses changes nothing',
    { timeout: 400_000 },
    async () => {
      const door = doorOf(desk, { session: () => withRights(desk.session, permissions) })
      const { db } = desk.session.store
      const written = () => db.prepare<[], number>('SELECT total_changes()').pluck().get() as number
      let [before, wrote] = [digest(db), written()]
      const counts = { ok: 0, refused: 0 }
      await fc.assert(
        fc.asyncProperty(calls, async ({ name, json }) => {
          const reply = await door(name, json)
          counts[reply.ok ? 'ok' : 'refused'] += 1
          const wrong = reply.ok ? [] : faultsOf(reply, json)
          // what was begun and rolled back counts as written: then every row is looked at
          if (!reply.ok && written() !== wrote && !isDeepStrictEqual(digest(db), before))
            wrong.push('rows changed')
          expect([...wrong, ...desk.faults.splice(0)]).toEqual([])
          if (written() !== wrote) [before, wrote] = [digest(db), written()]
          expect(db.inTransaction).toBe(false)
        }),
        { numRuns: runs, endOnFailure: true },
      )
      console.log(`dispatch: ${counts.ok} calls answered, ${counts.refused} refused`)
      expect(counts.refused).toBeGreaterThan(runs / 4)
      expect(counts.ok).toBeGreaterThan(runs / 40)
      expect(Reflect.get({}, 'polluted')).toBeUndefined()
    },
  )
})

/** What is wrong with a refusal. */
function faultsOf(reply: Reply & { ok: false }, json: string): string[] {
  const { code } = reply.error
  return [...(codes.includes(code) && code !== 'Bug' ? [] : [code]), ...repeats(JSON.stringify(reply), json)]
}

/** Long texts of what was sent that stand in an answer; names of fields and of contracts are ours. */
function repeats(answer: string, json: string): string[] {
  const sent = [...json.matchAll(/"((?:[^"\\]|\\.){12,200})"\s*(?!:)/g)].map((match) => match[1] ?? '')
  return sent.filter((text) => !/^[\w.-]+$/.test(text) && answer.includes(text))
}

describe('the sealed channel', () => {
  async function pair() {
    const sent: FromVault[] = []
    const heard: string[] = []
    const windows = new Windows(
      (name, json) => {
        heard.push(`${name}\n${json}`)
        return Promise.resolve({ ok: true, value: name.length })
      },
      (message) => void sent.push(message),
    )
    const page = await startChannel('page')
    await windows.hello(1, page.publicKey)
    const [hello] = sent.splice(0)
    if (hello?.t !== 'hello') throw new Error('no hello')
    const channel = await page.finish(hello.publicKey)
    const call = async (frame: Uint8Array): Promise<FromVault | undefined> => {
      await windows.call(1, 7, frame)
      return sent.pop()
    }
    return { windows, channel, call, heard, sent }
  }
  const answered = async (channel: SealedChannel, message: FromVault | undefined) =>
    message?.t === 'reply' ? (JSON.parse(await channel.open(message.frame)) as unknown) : message

  type Attack = {
    kind: 'flip' | 'cut' | 'grow' | 'renumber' | 'random' | 'replay' | 'none'
    at: number
    bytes: Uint8Array
  }
  const attack: fc.Arbitrary<Attack> = fc.record({
    kind: fc.constantFrom('flip', 'cut', 'grow', 'renumber', 'random', 'replay', 'none'),
    at: fc.nat(4096),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 64 }),
  })
  function attacked(
    frame: Uint8Array,
    last: Uint8Array | null,
    { kind, at, bytes }: Attack,
  ): Uint8Array | null {
    const copy = Uint8Array.from(frame)
    if (kind === 'flip') copy[at % copy.length] = (copy[at % copy.length] ?? 0) ^ (1 << (at & 7))
    if (kind === 'cut') return copy.subarray(0, at % copy.length)
    if (kind === 'grow') return Uint8Array.from([...copy, ...bytes])
    if (kind === 'renumber') {
      const number = new DataView(copy.buffer)
      number.setBigUint64(0, number.getBigUint64(0) + BigInt(at + 1))
    }
    if (kind === 'random') return bytes
    if (kind === 'replay') return last
    return copy
  }

  test(
    'nothing altered, cut, made up or repeated is opened, and every good frame after it is',
    { timeout: 400_000 },
    async () => {
      const { channel, call, heard } = await pair()
      let last: Uint8Array | null = null
      let n = 0
      await fc.assert(
        fc.asyncProperty(attack, fc.string({ unit: 'grapheme', maxLength: 40 }), async (how, text) => {
          n += 1
          const name = `call.${n}`
          const frame = await channel.seal(`${name}\n${text}`)
          const before = heard.length
          const bad = how.kind === 'none' ? null : attacked(frame, last, how)
          const refused = bad && (await call(bad))
          expect(refused?.t ?? 'refused').toBe('refused')
          expect(heard.length).toBe(before)
          expect(await answered(channel, await call(frame))).toEqual({ ok: true, value: name.length })
          expect(heard.at(-1)).toBe(`${name}\n${text}`)
          last = frame
        }),
        { numRuns: runs, endOnFailure: true },
      )
    },
  )

  test('frames may overtake each other, each once, by less than the window', async () => {
    const { channel, call } = await pair()
    const frames: Uint8Array[] = []
    for (let n = 0; n < 300; n += 1) frames.push(await channel.seal(`call.${n}\n{}`))
    const order = frames.map((_frame, n) => (n * 7) % frames.length)
    for (const n of order) expect((await call(frames[n] ?? new Uint8Array()))?.t).toBe('reply')
    for (const n of order) expect((await call(frames[n] ?? new Uint8Array()))?.t).toBe('refused')
    const late = await channel.seal('late\n{}')
    for (let n = 0; n < 4100; n += 1) await call(await channel.seal('x\n{}'))
    expect((await call(late))?.t).toBe('refused')
  })

  test('a frame of one page is of no use in another’s name, nor after its page has loaded again', async () => {
    const { windows, channel, call, sent } = await pair()
    const other = await startChannel('page')
    await windows.hello(2, other.publicKey)
    sent.length = 0
    const frame = await channel.seal('a\n{}')
    await windows.call(2, 8, frame)
    expect(sent.pop()).toMatchObject({ t: 'refused', window: 2, call: 8 })
    expect((await call(frame))?.t).toBe('reply')
    await windows.hello(1, (await startChannel('page')).publicKey)
    expect((await call(await channel.seal('b\n{}')))?.t).toBe('refused')
    windows.gone(1)
    expect((await call(await channel.seal('c\n{}')))?.t).toBe('refused')
  })

  test('main in the middle reads nothing: neither name nor input stands in what it carries', async () => {
    const { channel, call } = await pair()
    const frame = await channel.seal('patients.findPatients\n{"text":"SENTINEL Okon"}')
    const reply = await call(frame)
    const carried = Buffer.concat([frame, reply?.t === 'reply' ? reply.frame : new Uint8Array()]).toString(
      'latin1',
    )
    for (const secret of ['SENTINEL', 'patients', 'true']) expect(carried).not.toContain(secret)
  })
})

/** What every parser of URLs leaves out before it begins. */
const asParsed = (url: string) =>
  url
    .replaceAll(/[\t\n\r]/g, '')
    .replace(/^[\0- ]+/, '')
    .replace(/[\0- ]+$/, '')

describe('the IPC door', () => {
  type Event = { sender: { id: number; mainFrame: object }; senderFrame: object | null }
  function opened(isOver: () => boolean = () => false) {
    const handlers = new Map<string, (event: never, bytes: unknown) => unknown>()
    const passed: unknown[] = []
    const refused: string[] = []
    const pass = (_window: number, bytes: Uint8Array) => {
      passed.push(bytes)
      return Promise.resolve(bytes)
    }
    openDoor({
      ipc: {
        handle: (channel: string, handler: (event: never, bytes: unknown) => unknown) =>
          void handlers.set(channel, handler),
      } as unknown as DoorParts['ipc'],
      isOurWindow: (id) => id === 1,
      wasOurWindow: () => false,
      isOver,
      hello: pass,
      call: pass,
      refused: (why) => void refused.push(why),
    })
    const knock = (channel: string, event: Event, bytes: unknown) => {
      try {
        return handlers.get(channel)?.(event as never, bytes)
      } catch (error) {
        return String(error)
      }
    }
    return { handlers, knock, passed, refused }
  }
  const from = (id: number, url: string, main = true): Event => {
    const mainFrame = { url }
    return { sender: { id, mainFrame }, senderFrame: main ? mainFrame : { url } }
  }

  test('after main was stopped for too long nothing of ours is passed on, and no answer to what was asked before', async () => {
    let over = true
    const late = opened(() => over)
    const [ours, bytes] = [from(1, 'app://holdfast/index.html'), new Uint8Array(65)]
    expect(late.knock('door:call', ours, bytes)).toBe('Error: locked')
    expect(late.knock('door:hello', ours, bytes)).toBe('Error: locked')
    expect(late.passed).toEqual([])
    over = false
    const asked = late.knock('door:call', ours, bytes)
    over = true
    await expect(asked).rejects.toThrow('locked')
    expect(late.refused).toEqual([])
  })

  test('has two channels and lets our own main frame through', async () => {
    const { handlers, knock, passed, refused } = opened()
    expect([...handlers.keys()].toSorted()).toEqual(['door:call', 'door:hello'])
    const bytes = new Uint8Array(65)
    expect(await knock('door:call', from(1, 'app://holdfast/index.html'), bytes)).toBe(bytes)
    expect(await knock('door:hello', from(1, 'app://holdfast/index.html'), bytes)).toBe(bytes)
    expect([passed.length, refused]).toEqual([2, []])
  })

  const lookAlikes = [
    'app://holdfast.evil/',
    'app://holdfast@evil/',
    'app://user@holdfast/',
    'app://holdfast:8080/',
    'app://HOLDFAST/',
    'https://holdfast/',
    'http://app/holdfast',
    'file:///app/holdfast',
    'blob:app://holdfast/1',
    'data:text/html,app://holdfast/',
    'about:blank',
    'about:srcdoc',
    '',
    'javascript:1',
    'app:///holdfast',
    'app:holdfast',
  ]
  const url = fc.oneof(
    fc.constantFrom(...lookAlikes),
    fc.string({ maxLength: 30 }).map((text) => `app://holdfast${text}`),
    fc.webUrl({ validSchemes: ['app', 'https', 'http', 'ftp'] }),
    fc.constant('app://holdfast/index.html'),
  )
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 80 }),
    fc.constantFrom<unknown>(
      null,
      undefined,
      'text',
      7,
      {},
      [1, 2],
      new ArrayBuffer(8),
      new Uint16Array(4),
      new Uint8Array(4 * 1024 * 1024 + 1),
      { length: 5, 0: 1 },
    ),
  )

  test('anybody else, any other frame, any other origin and anything but a frame is refused and reported', () => {
    const { knock, passed, refused } = opened()
    fc.assert(
      fc.property(
        fc.constantFrom('door:call', 'door:hello'),
        fc.integer({ min: 0, max: 2 }),
        url,
        fc.boolean(),
        fc.boolean(),
        bytes,
        (channel, id, at, main, frame, payload) => {
          const event = from(id, at, main)
          if (!frame) event.senderFrame = null
          // the whole origin, and no name or password before it; a port that is not there is none
          const ours = /^app:\/\/holdfast:?(?:[/?#].*)?$/s.test(asParsed(at))
          const good =
            id === 1 &&
            main &&
            frame &&
            ours &&
            payload instanceof Uint8Array &&
            payload.length > 0 &&
            payload.length <= (channel === 'door:hello' ? 65 : 4 * 1024 * 1024)
          const before = [passed.length, refused.length]
          knock(channel, event, payload)
          expect([passed.length, refused.length]).toEqual(
            good ? [(before[0] ?? 0) + 1, before[1]] : [before[0], (before[1] ?? 0) + 1],
          )
        },
      ),
      { numRuns: runs, endOnFailure: true },
    )
    expect([...new Set(refused)].toSorted()).toEqual([
      'not-a-frame',
      'not-the-main-frame',
      'unknown-window',
      'wrong-origin',
    ])
  })
})
