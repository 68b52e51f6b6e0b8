/** Waits for a workstation and its cloud to have the same. */
import { getConnection } from '../../shared/cloud/get-connection.ts'
import type { Workstation } from './workstation.ts'

/**
 * Resolves when everything there was at the call is sent and read; fails after `ms`, saying where it stood. What was
 * read last may have been asked before the call: it counts from the second time on.
 */
export async function upToDate(desk: Workstation, ms = 120_000): Promise<void> {
  const until = performance.now() + ms
  let read: string | null | undefined
  let reads = 0
  for (;;) {
    const { connection, toSend } = await desk.call(getConnection, {})
    if (read !== undefined && connection.lastRead !== read) reads += 1
    read = connection.lastRead
    if (connection.state === 'current' && toSend === 0 && reads >= 2) return
    desk.vault.cloud.nudge()
    if (performance.now() > until)
      throw new Error(
        `not up to date: ${connection.state} (${connection.why ?? 'no reason'}), ${toSend} to send`,
      )
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
