import { execFileSync } from 'node:child_process'

/**
 * No memory of ours is ever written to disk by a crash: sets the core size limit of this process, and so of every
 * process it starts, to nothing. Windows and macOS are set at installation (docs/threat-model.md, "Crashes").
 */
export function forbidCoreDumps(): boolean {
  if (process.platform !== 'linux') return true
  try {
    execFileSync('prlimit', ['--core=0:0', '--pid', String(process.pid)], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
