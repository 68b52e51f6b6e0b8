import type { IpcMain } from 'electron'
import { onControl, tellParent } from './control.ts'

type Handler = (event: unknown, ...args: unknown[]) => unknown
const handlers = new Map<string, Handler>()

export const ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'> = {
  handle: (channel, handler) => {
    if (handlers.has(channel)) throw new Error(`a second handler for ${channel}`)
    handlers.set(channel, handler as Handler)
  },
  removeHandler: (channel) => void handlers.delete(channel),
}

// answers that come late, as a slow disk makes them: a test says when
let holding = false
const held: (() => void)[] = []
let awaited = 0
onControl((message) => {
  if (message.stand !== 'replies') return
  holding = message.how === 'hold' || message.how === 'step'
  if (message.how === 'step' || message.how === 'release') for (const go of held.splice(0)) go()
  tellParent({ replies: { held: held.length, awaited } })
})

export async function invokeHandler(channel: string, event: unknown, args: unknown[]): Promise<unknown> {
  const handler = handlers.get(channel)
  if (!handler) throw new Error(`no handler for ${channel}`)
  awaited += 1
  const answer = await Promise.resolve(handler(event, ...args)).finally(() => (awaited -= 1))
  if (holding) await new Promise<void>((go) => held.push(go))
  return answer
}
