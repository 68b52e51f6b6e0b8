/** The store's file as the thread has it that takes the log into it: nothing else is done there. */
import { openCipher } from './cipher.ts'
import type { CheckpointerStart } from './checkpointer.ts'

/** What SQLite says of it: pages of the log that are in the file by now. */
type Taken = Readonly<{ checkpointed?: number }>
const [mostPasses, fewPages] = [8, 48]

/** The key is written over. Throws as `openCipher`. */
export function openLogTaker({ file, key }: CheckpointerStart): Readonly<{ take(): void; close(): void }> {
  const bytes = Buffer.from(key.buffer)
  const db = openCipher(file, bytes, false)
  bytes.fill(0)
  return {
    take() {
      // again and again for what was written meanwhile, until it is little: that is taken by the vault, whom somebody may be waiting for
      for (let passes = 0, before = 0; passes < mostPasses; passes += 1) {
        const [{ checkpointed = 0 } = {}] = db.pragma('wal_checkpoint(PASSIVE)') as Taken[]
        if (passes > 0 && checkpointed - before < fewPages) break
        before = checkpointed
      }
    },
    close: () => db.close(),
  }
}
