/** The one channel between pages and the vault. Main checks who is speaking and passes the sealed frame on, unread. */
import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import { isOurs } from './web-guards.ts'

export type DoorParts = Readonly<{
  ipc: IpcMain
  /** True for a page we opened ourselves and have not closed. */
  isOurWindow(webContentsId: number): boolean
  /** True for one that was ours: what it still asks while it goes is refused, and nobody has tried anything. */
  wasOurWindow(webContentsId: number): boolean
  /** It was to be locked before this came: main itself was stopped, or the machine slept. It is locked now. */
  isOver(): boolean
  hello(window: number, publicKey: Uint8Array): Promise<Uint8Array>
  call(window: number, frame: Uint8Array): Promise<Uint8Array>
  refused(why: string): void
}>

const largestFrame = 4 * 1024 * 1024

/** Channels: `door:hello` (65-byte public key in and out), `door:call` (sealed frame in and out). Refusals reject. */
export function openDoor(parts: DoorParts): void {
  const mustNotBeOver = () => {
    if (parts.isOver()) throw new Error('locked')
  }
  const check = (event: IpcMainInvokeEvent, bytes: unknown, largest: number): Uint8Array => {
    const frame = event.senderFrame
    if (parts.wasOurWindow(event.sender.id)) throw new Error('locked')
    const fault = !parts.isOurWindow(event.sender.id)
      ? 'unknown-window'
      : !frame || frame !== event.sender.mainFrame
        ? 'not-the-main-frame'
        : !isOurs(frame.url)
          ? 'wrong-origin'
          : !(bytes instanceof Uint8Array) || bytes.length === 0 || bytes.length > largest
            ? 'not-a-frame'
            : null
    if (fault !== null || !(bytes instanceof Uint8Array)) {
      parts.refused(fault ?? 'not-a-frame')
      throw new Error('refused')
    }
    // whatever waited while nothing ran comes before any timer does
    mustNotBeOver()
    return bytes
  }
  parts.ipc.handle('door:hello', (event, key: unknown) => parts.hello(event.sender.id, check(event, key, 65)))
  parts.ipc.handle('door:call', (event, frame: unknown) =>
    parts.call(event.sender.id, check(event, frame, largestFrame)).then((answer) => {
      mustNotBeOver()
      return answer
    }),
  )
}
