import { Unreachable } from '../../src-main/sync/transport.ts'
import type { Desk } from './desk.ts'

/** How long a cloud may be away: its machine's matter, and no step of theirs. */
const patienceMs = 150_000

/** Until nobody has anything left to send or to read, greeting again where the cloud was away. Throws where that never comes. */
export async function settleDesks(desks: readonly Pick<Desk, 'engine'>[]): Promise<void> {
  let reached = performance.now()
  for (let rounds = 0, idle = 0; idle < 2;) {
    if (rounds > 5000 || performance.now() - reached > patienceMs)
      throw new Error('the workstations never came to rest')
    let [more, away] = [false, false]
    for (const { engine } of desks)
      try {
        more = (await engine.step()) === 'more' || more
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error
        engine.disconnected()
        more = away = true
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    if (!away) {
      rounds += 1
      reached = performance.now()
    }
    idle = more ? 0 : idle + 1
  }
}
