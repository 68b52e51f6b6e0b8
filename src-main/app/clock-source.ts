/** What the operating system says of its clock, to whoever asks without a privilege. Where it does not say, it is not known. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { ClockReading } from '../../shared/audit/clock-state.ts'

/** The output of a tool; null where it is not there, fails, or takes too long. */
export type RunTool = (file: string, args: readonly string[]) => Promise<string | null>

const patienceMs = 3000
const runTool: RunTool = (file, args) =>
  new Promise((resolve) => {
    execFile(
      file,
      [...args],
      { timeout: patienceMs, env: { LC_ALL: 'C' }, maxBuffer: 65_536, windowsHide: true },
      (error, output) => resolve(error ? null : output),
    )
  })

/** Is there once timesyncd has set the clock since the machine was started. */
const timesyncd = '/run/systemd/timesync/synchronized'
const unknown: ClockReading = { state: 'unknown', source: 'unknown' }

/**
 * Linux: the kernel's own word (`adjtimex`), as `timedatectl` tells it, whichever daemon it is from; else that of chrony, or the mark of
 * timesyncd. Elsewhere there is nothing that anybody may ask, and it is `unknown`. Does not throw.
 */
export async function readClockSource(
  run: RunTool = runTool,
  isThere: (file: string) => boolean = existsSync,
  platform: string = process.platform,
): Promise<ClockReading> {
  if (platform !== 'linux') return unknown
  const kernel = /^NTPSynchronized=(yes|no)$/m.exec(
    (await run('/usr/bin/timedatectl', ['show', '--property=NTPSynchronized'])) ?? '',
  )?.[1]
  if (kernel === 'yes' && isThere(timesyncd)) return { state: 'synchronised', source: 'timesyncd' }
  const leap = /^Leap status\s*: (.+)$/m.exec((await run('/usr/bin/chronyc', ['-n', 'tracking'])) ?? '')?.[1]
  if (kernel !== undefined)
    return {
      state: kernel === 'yes' ? 'synchronised' : 'unsynchronised',
      source: leap === undefined ? (kernel === 'yes' ? 'system' : 'unknown') : 'chrony',
    }
  if (leap !== undefined)
    return { state: leap === 'Not synchronised' ? 'unsynchronised' : 'synchronised', source: 'chrony' }
  return isThere(timesyncd) ? { state: 'synchronised', source: 'timesyncd' } : unknown
}
