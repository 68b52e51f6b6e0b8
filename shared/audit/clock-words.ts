/** How the clock of a workstation stands, in words. */
import type { ClockReading, Measured } from './clock-state.ts'

const kept: Readonly<Record<ClockReading['source'], string>> = {
  timesyncd: 'Synchronised by systemd-timesyncd',
  chrony: 'Synchronised by chrony',
  system: 'Synchronised, as the operating system says',
  unknown: 'Synchronised',
}

export function clockStateText({ state, source }: ClockReading): string {
  if (state === 'synchronised') return kept[source]
  return state === 'unsynchronised'
    ? 'Not synchronised, as the operating system says'
    : 'The operating system does not say whether it is synchronised'
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 0)} s`

export function offsetText({ offsetMs, withinMs }: Measured): string {
  const by = Math.abs(offsetMs)
  const where =
    by <= withinMs ? 'As the cloud’s' : `${seconds(by)} ${offsetMs > 0 ? 'ahead of' : 'behind'} the cloud’s`
  return `${where}, within ${seconds(withinMs)}`
}

/** `-05:00`, as it is written behind a time of day; `minutes` ahead of UTC. */
export function utcOffsetText(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`
}
