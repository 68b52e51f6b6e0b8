/**
 * A real Secret Service for runs on Linux machines that have the programs but no desktop session: a private bus with
 * gnome-keyring on it, unlocked, its data in a temporary folder.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { run, which } from './proc.ts'

/** Why no keychain can be had here, or null. macOS and Windows always have theirs. */
export function keyringMissing(): string | null {
  if (process.platform !== 'linux') return null
  const missing = ['dbus-run-session', 'gnome-keyring-daemon'].filter((name) => which(name) === null)
  return missing.length === 0 ? null : `${missing.join(' and ')} not installed`
}

/** Where the private keychain of a demo practice keeps its own data. */
export const keyringData = (profile: string): string => join(profile, 'keyring')

/** Runs a command with a keychain of its own; as it is where there cannot be one. `data` outlives the run if given. */
export async function runWithKeyring(
  command: string,
  args: readonly string[],
  options: { env?: Record<string, string>; data?: string } = {},
): Promise<number> {
  const env = { ...process.env, ...options.env }
  if (process.platform !== 'linux' || keyringMissing() !== null) return run(command, args, { env })
  const folder = options.data ?? mkdtempSync(join(tmpdir(), 'holdfast-keyring-'))
  // only the folder itself is closed: others go by way of those above it
  mkdirSync(dirname(folder), { recursive: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const script =
    'printf demo | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@" 2>&3 3>&-'
  // the bus tells of every service it starts; only what the command itself says is worth reading
  // Ctrl+C is for the command, which may have something to finish: its bus and its keychain stay until it has (Node
  // hears the signal again)
  const quietly = 'trap "" INT; exec 3>&2; exec dbus-run-session -- sh -c "$0" sh "$@" 2>/dev/null'
  try {
    return await run('sh', ['-c', quietly, script, command, ...args], {
      env: { ...env, XDG_DATA_HOME: folder, HOLDFAST_KEYRING: 'private' },
      stdio: ['inherit', 'inherit', 'inherit'],
    })
  } finally {
    if (options.data === undefined) rmSync(folder, { recursive: true, force: true })
  }
}
