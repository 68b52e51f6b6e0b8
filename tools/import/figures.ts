/** What an import cost: time, memory, and how long anybody else had to wait. */
import { monitorEventLoopDelay } from 'node:perf_hooks'

export type Figures = Readonly<{
  seconds: number
  storedPerSecond: number
  /** Of the whole process, in bytes, since it was started. */
  peakMemory: number
  /** Seconds of processor time: of the thread that holds the store, and of all others together. */
  cpu: Readonly<{ vault: number; others: number }>
  /** Milliseconds the vault's thread could not answer anybody else, by a clock that looks every millisecond. */
  held: Readonly<{ median: number; most99: number; most: number }>
}>

/** Begins to measure; the function it returns ends it. */
export function measure(): (stored: number) => Figures {
  const start = performance.now()
  const [cpu, thread] = [process.cpuUsage(), process.threadCpuUsage()]
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  return (stored) => {
    delay.disable()
    const seconds = (performance.now() - start) / 1000
    const used = process.cpuUsage(cpu)
    const usedHere = process.threadCpuUsage(thread)
    const vault = (usedHere.user + usedHere.system) / 1e6
    // the clock's own millisecond is no wait
    const wait = (nanoseconds: number) => Math.max(0, round(nanoseconds / 1e6 - 1, 1))
    return {
      seconds: round(seconds, 2),
      storedPerSecond: Math.round(stored / seconds),
      peakMemory: process.resourceUsage().maxRSS * 1024,
      cpu: { vault: round(vault, 2), others: round((used.user + used.system) / 1e6 - vault, 2) },
      held: {
        median: wait(delay.percentile(50)),
        most99: wait(delay.percentile(99)),
        most: wait(delay.max),
      },
    }
  }
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits))
