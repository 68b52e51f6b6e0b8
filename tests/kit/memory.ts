/** Looks for bytes in the memory of running processes (Linux, own user or root). */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

const chunk = 8 * 1024 * 1024

/** Which of the needles stand somewhere in the readable memory of a process, by name and region. */
export function findInMemory(pid: number, needles: ReadonlyMap<string, Buffer>): string[] {
  const found: string[] = []
  let memory: number
  try {
    memory = openSync(`/proc/${pid}/mem`, 'r')
  } catch {
    return [] // ended meanwhile
  }
  try {
    for (const { from, to, where } of regionsOf(pid))
      for (const name of findIn(memory, from, to, needles)) found.push(`${name} in ${where || 'heap'}`)
  } finally {
    closeSync(memory)
  }
  return [...new Set(found)]
}

/** What a process can read of its own memory and has put something into. */
function regionsOf(pid: number): { from: number; to: number; where: string }[] {
  // one entry a region: its line of /proc/pid/maps, then what is known of it, a line each
  const entries = readFileSync(`/proc/${pid}/smaps`, 'utf8').split(/\n(?=[0-9a-f]+-[0-9a-f]+ )/)
  return entries.flatMap((entry) => {
    const match = /^([0-9a-f]+)-([0-9a-f]+) r(\S+) \S+ \S+ \d+ *(.*)$/m.exec(entry)
    if (!match) return []
    const [, from = '', to = '', rights = '', where = ''] = match
    // files that are mapped to be read are looked at on disk
    const asOnDisk = where.startsWith('/') && !rights.includes('w') && !where.endsWith('(deleted)')
    const untouched = /^Rss: +0 kB$/m.test(entry) && /^Swap: +0 kB$/m.test(entry)
    if (asOnDisk || untouched || where === '[vvar]' || where === '[vsyscall]') return []
    return [{ from: Number.parseInt(from, 16), to: Number.parseInt(to, 16), where }]
  })
}

function findIn(memory: number, from: number, to: number, needles: ReadonlyMap<string, Buffer>): string[] {
  const found: string[] = []
  const overlap = Math.max(...[...needles.values()].map((needle) => needle.length))
  const buffer = Buffer.alloc(chunk)
  for (let at = from; at < to; at += chunk - overlap) {
    let read: number
    try {
      read = readSync(memory, buffer, 0, Math.min(chunk, to - at), at)
    } catch {
      return found // a guard page, or reserved and never used
    }
    const bytes = buffer.subarray(0, read)
    for (const [name, needle] of needles) if (bytes.includes(needle)) found.push(name)
  }
  return found
}

/** A text as it may stand in memory: one byte a letter, or two. */
export const spellings = (name: string, text: string): [string, Buffer][] => [
  [name, Buffer.from(text, 'utf8')],
  [`${name} (UTF-16)`, Buffer.from(text, 'utf16le')],
]
