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
  // one for all of it: there are thousands of runs, and most are of a few pages
  const buffer = Buffer.allocUnsafeSlow(chunk)
  try {
    for (const region of regionsOf(pid))
      for (const { from, to } of region.isShared ? [region] : heldIn(pid, region))
        for (const name of findIn(memory, buffer, from, to, needles))
          found.push(`${name} in ${region.where || 'heap'}`)
  } finally {
    closeSync(memory)
  }
  return [...new Set(found)]
}

type Region = Readonly<{ from: number; to: number; where: string; isShared: boolean; page: number }>

/** What a process can read of its own memory and has put something into. */
function regionsOf(pid: number): Region[] {
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
    return [
      {
        from: Number.parseInt(from, 16),
        to: Number.parseInt(to, 16),
        where,
        // what another process has put there is not in this one's table of pages
        isShared: rights.endsWith('s'),
        page: 1024 * Number(/^KernelPageSize: +(\d+) kB$/m.exec(entry)?.[1] ?? 4),
      },
    ]
  })
}

/** The pages of a region that are there, run by run: of what a process has reserved, most was never written to. */
function heldIn(pid: number, { from, to, page }: Region): { from: number; to: number }[] {
  const count = Math.ceil((to - from) / page)
  const table = Buffer.alloc(count * 8)
  let known = 0
  try {
    const file = openSync(`/proc/${pid}/pagemap`, 'r')
    try {
      known = readSync(file, table, 0, table.length, (from / page) * 8) / 8
    } finally {
      closeSync(file)
    }
  } catch {
    // who may not look at the table reads all of it
  }
  const runs: { from: number; to: number }[] = []
  for (let n = 0; n < count; n += 1) {
    // the highest bit of an entry: in memory; the next: swapped out
    if (n < known && (table[n * 8 + 7] ?? 0) < 0x40) continue
    const start = from + n * page
    const last = runs.at(-1)
    if (last?.to === start) last.to = start + page
    else runs.push({ from: start, to: start + page })
  }
  return runs
}

function findIn(
  memory: number,
  buffer: Buffer,
  from: number,
  to: number,
  needles: ReadonlyMap<string, Buffer>,
): string[] {
  const found: string[] = []
  const overlap = Math.max(...[...needles.values()].map((needle) => needle.length))
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
