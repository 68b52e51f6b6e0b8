import { Unreachable } from '../../src-main/sync/transport.ts'
import type { Desk } from './desk.ts'

/** Until nobody has anything left to send or to read. */
export async function settleDesks(desks: readonly Desk[]): Promise<void> {
  for (let round = 0, idle = 0; idle < 2; round += 1) {
    if (round > 5000) throw new Error('the workstations never came to rest')
    let more = false
    for (const { engine } of desks)
      try {
        more = (await engine.step()) === 'more' || more
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error
        engine.disconnected()
        more = true
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    idle = more ? 0 : idle + 1
  }
}
