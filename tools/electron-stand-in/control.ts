/** What a test that started the stand-in as its child may say to it, over the pipe it was forked with. */
export type ControlMessage =
  | { stand: 'power'; event: 'suspend' | 'resume' | 'lock-screen' }
  | { stand: 'folder'; path: string | null }
  | { stand: 'files'; paths: string[] }
  | { stand: 'clipboard' }
  | { stand: 'replies'; how: HowReplies }
  | { stand: 'quit' }

/**
 * `hold` keeps back what main answers to pages; `step` lets go what is held and keeps back what comes after; `pass` lets
 * later answers overtake what is held; `release` lets all go.
 */
export type HowReplies = 'hold' | 'step' | 'pass' | 'release'

type Listener = (message: ControlMessage) => void
const listeners = new Set<Listener>()

export const onControl = (listener: Listener): void => void listeners.add(listener)
/** A parent that is gone hears nothing, and that is no error. */
export function tellParent(message: Record<string, unknown>): void {
  if (process.connected) process.send?.({ standIn: message })
}

process.on('message', (message) => {
  if (typeof message !== 'object' || message === null || !('stand' in message)) return
  for (const listener of listeners) listener(message as ControlMessage)
  tellParent({ heard: message.stand })
})
