/** How a second thread is ended: by itself, between two turns. */
import { once } from 'node:events'
import type { Worker } from 'node:worker_threads'

/** What a thread is told; it calls `process.exit()` then, which ends the thread alone. */
export const threadEnd = 'end'

/** ms. One that is deep in something is not waited for any longer. */
const patienceMs = 2000

/**
 * Resolves when it is gone. `terminate()` stops a thread wherever it is, and where it is about to deflate or inflate something Node itself
 * fails, and takes the whole process along: "close before init", node_zlib.cc of Node 24. So it is the last thing that is tried.
 */
export async function endThread(worker: Worker): Promise<void> {
  // it has ended already
  if (worker.threadId < 0) return
  const gone = once(worker, 'exit')
  const timer = setTimeout(() => void worker.terminate(), patienceMs)
  timer.unref()
  worker.postMessage(threadEnd)
  await gone
  clearTimeout(timer)
}
