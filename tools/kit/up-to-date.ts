/** Waits for a workstation and its cloud to have the same. */
import { getConnection } from '../../shared/cloud/get-connection.ts'
import type { Workstation } from './workstation.ts'

/** Resolves when everything is sent and read; fails after `ms`, saying where it stood. */
export async function upToDate(desk: Workstation, ms = 60_000): Promise<void> {
  const until = performance.now() + ms
  for (;;) {
    const { connection, toSend } = await desk.call(getConnection, {})
    if (connection.state === 'current' && toSend === 0) return
    if (performance.now() > until)
      throw new Error(
        `not up to date: ${connection.state} (${connection.why ?? 'no reason'}), ${toSend} to send`,
      )
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
