/** The store's file as the thread has it that takes the log into it: nothing else is done there. */
import { openCipher } from './cipher.ts'
import type { CheckpointerStart } from './checkpointer.ts'

/** The key is written over. Throws as `openCipher`. */
export function openLogTaker({ file, key }: CheckpointerStart): Readonly<{ take(): void; close(): void }> {
  const bytes = Buffer.from(key.buffer)
  const db = openCipher(file, bytes, false)
  bytes.fill(0)
  return {
    take() {
      db.pragma('wal_checkpoint(PASSIVE)')
      // once more, for what was written meanwhile
      db.pragma('wal_checkpoint(PASSIVE)')
    },
    close: () => db.close(),
  }
}
