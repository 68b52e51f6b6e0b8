import type { IpcMain } from 'electron'

type Handler = (event: unknown, ...args: unknown[]) => unknown
const handlers = new Map<string, Handler>()

export const ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'> = {
  handle: (channel, handler) => {
    if (handlers.has(channel)) throw new Error(`a second handler for ${channel}`)
    handlers.set(channel, handler as Handler)
  },
  removeHandler: (channel) => void handlers.delete(channel),
}

export async function invokeHandler(channel: string, event: unknown, args: unknown[]): Promise<unknown> {
  const handler = handlers.get(channel)
  if (!handler) throw new Error(`no handler for ${channel}`)
  return handler(event, ...args)
}
