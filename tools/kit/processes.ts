/** Processes by what the system says of them; all but `isRunning` on Linux. */
import { readdirSync, readFileSync } from 'node:fs'

type Process = Readonly<{ pid: number; parent: number; command: string }>

export function processes(): Process[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
      return [
        {
          pid: Number(name),
          parent,
          command: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' '),
        },
      ]
    } catch {
      return [] // ended while we looked
    }
  })
}

/** A process and all that it started, directly or not. */
export function familyOf(pid: number): Process[] {
  const all = processes()
  const found = all.filter((each) => each.pid === pid)
  for (let at = 0; at < found.length; at += 1)
    found.push(...all.filter((each) => each.parent === found[at]?.pid))
  return found
}

/** Whether a process of ours is still there. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

export async function vaultOf(pid: number): Promise<number> {
  const until = performance.now() + 30_000
  while (performance.now() < until) {
    const vault = familyOf(pid).find((each) => each.command.includes('vault-process.mjs'))
    if (vault) return vault.pid
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('the app has no vault')
}
