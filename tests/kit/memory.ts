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
    for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
      const match = /^([0-9a-f]+)-([0-9a-f]+) (r\S+) \S+ \S+ (\d+)\s*(.*)$/.exec(line)
      // files mapped from disk are looked at on disk
      if (!match || match[5] === '[vvar]' || match[5] === '[vsyscall]' || match[5]?.startsWith('/usr/'))
        continue
      const [from, to] = [Number.parseInt(match[1] ?? '', 16), Number.parseInt(match[2] ?? '', 16)]
      for (const name of findIn(memory, from, to, needles)) found.push(`${name} in ${match[5] || 'heap'}`)
    }
  } finally {
    closeSync(memory)
  }
  return [...new Set(found)]
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
