/** The technical log: what happened to the program, never to a patient. */
import { mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'

export type Log = Readonly<{
  write(
    level: 'info' | 'warn' | 'error',
    event: string,
    fields?: Record<string, string | number | boolean>,
  ): void
}>

const largest = 5 * 1024 * 1024

/** Lines of JSON in `logs/holdfast.log`; at start a file over 5 MiB becomes `holdfast.1.log`. */
export function openLog(profile: string): Log {
  const folder = join(profile, 'logs')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'holdfast.log')
  try {
    if (statSync(file).size > largest) renameSync(file, join(folder, 'holdfast.1.log'))
  } catch {
    // the first start has no file yet
  }
  const lines = pino.destination({ dest: file, sync: true, mode: 0o600 })
  // a full disk, say: what cannot be logged stops nothing
  lines.on('error', () => undefined)
  const logger = pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (level) => ({ level }) } },
    lines,
  )
  return { write: (level, event, fields = {}) => logger[level]({ event, ...fields }) }
}
