/** Gives each of several threads the next piece of work when it has done the last. */
import { Worker } from 'node:worker_threads'
import type { Asked } from './worker.ts'

/** Resolves when all is done; `done` hears each result as it comes, in whatever order. Throws what a thread throws. */
export async function inThreads(
  asked: Iterable<Asked>,
  jobs: number,
  done: (result: unknown) => Promise<void> | void,
): Promise<void> {
  const left = asked[Symbol.iterator]()
  const one = async () => {
    const worker = new Worker(new URL('worker.ts', import.meta.url))
    try {
      for (let next = left.next(); !next.done; next = left.next()) await done(await ask(worker, next.value))
    } finally {
      await worker.terminate()
    }
  }
  await Promise.all(Array.from({ length: jobs }, one))
}

const ask = (worker: Worker, asked: Asked): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const settled = () => void worker.off('message', heard).off('error', failed)
    const heard = (result: unknown) => {
      settled()
      resolve(result)
    }
    const failed = (error: Error) => {
      settled()
      reject(error)
    }
    worker.on('message', heard).on('error', failed)
    worker.postMessage(asked)
  })
