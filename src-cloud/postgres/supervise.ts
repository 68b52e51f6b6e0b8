/** Keeps our own database running: one that ends by itself is started again. */
import { join } from 'node:path'
import { ended, startEmbedded, type EmbeddedOptions } from './embedded.ts'

export type Supervised = Readonly<{
  url: string
  stop(): Promise<void>
  /** Stops the server if it is ours alone; one that ran before we came runs on. */
  leave(): Promise<void>
}>

export async function superviseEmbedded(
  options: EmbeddedOptions & Readonly<{ restarted(pid: number): void }>,
): Promise<Supervised> {
  const stopped = new AbortController()
  let server = await startEmbedded(options)
  const { url } = server
  const watching = (async () => {
    for (;;) {
      await ended(join(options.folder, 'data'), stopped.signal)
      if (stopped.signal.aborted) return
      try {
        server = await startEmbedded(options)
        options.restarted(server.pid)
      } catch (error) {
        options.log(`start failed: ${error instanceof Error ? error.message : 'unknown'}`)
        await new Promise((resolve) => setTimeout(resolve, 1000))
      }
    }
  })()
  const stop = async (always: boolean) => {
    stopped.abort()
    await watching
    if (always || !server.adopted) await server.stop()
  }
  return { url, stop: () => stop(true), leave: () => stop(false) }
}
