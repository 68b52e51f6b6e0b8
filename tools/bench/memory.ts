/** How much memory each process of the app takes (Linux): its own pages, and its share of those it has in common. */
import { readFileSync } from 'node:fs'
import { familyOf } from '../kit/processes.ts'
import type { Figure } from './figure.ts'

/** The stand-in's main process is Node, and the browser process is Chromium's; in Electron the two are one. */
function roleOf(command: string): string | null {
  if (command.includes('vault-process.mjs')) return 'vault'
  if (command.includes('dist/main/index.mjs')) return 'main'
  const type = / --type=([a-z-]+)/.exec(command)?.[1]
  if (type === 'renderer') return 'renderer'
  if (type === 'gpu-process') return 'gpu'
  if (type !== undefined) return 'other'
  return /chrom/i.test(command) ? 'browser' : null
}

/** KiB. Null for a process that has ended meanwhile. */
export function sizeOf(pid: number): { pss: number; rss: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0)
    return { pss: field('Pss'), rss: field('Rss') }
  } catch {
    return null
  }
}

const order = ['main', 'vault', 'renderer', 'gpu', 'browser', 'other']

export function memoryFigures(pid: number): Figure[] {
  if (process.platform !== 'linux')
    return [
      {
        name: 'app.memory.total',
        value: null,
        unit: 'MiB',
        bar: null,
        note: 'read from /proc: on Linux only',
      },
    ]
  const roles = new Map(order.map((role) => [role, { pss: 0, rss: 0, count: 0 }]))
  for (const each of familyOf(pid)) {
    const role = roles.get(roleOf(each.command) ?? '')
    const size = sizeOf(each.pid)
    if (!role || !size) continue
    role.pss += size.pss
    role.rss += size.rss
    role.count += 1
  }
  const figure = (name: string, pss: number, note: string): Figure => ({
    name: `app.memory.${name}`,
    value: pss / 1024,
    unit: 'MiB PSS',
    bar: null,
    note,
  })
  const total = [...roles.values()].reduce((all, { pss }) => all + pss, 0)
  return [
    ...[...roles].map(([role, { pss, rss, count }]) =>
      figure(role, pss, `${count} process${count === 1 ? '' : 'es'}, RSS ${(rss / 1024).toFixed(0)} MiB`),
    ),
    figure('total', total, 'after every search and chart of this run'),
  ]
}
