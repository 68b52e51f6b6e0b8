/** What is measured: one file an area, one line here. */
import type { Figure } from './figure.ts'
import type { Filled } from './practice.ts'

export type Bench = Readonly<{
  /** The filled practice, for this run alone: whatever a measurement does to it is gone afterwards. */
  practice: Filled
  /** A folder of this run, removed at its end. */
  folder: string
  quick: boolean
  /** Rounds that are measured: at least, and at most while they differ. */
  rounds: Readonly<{ least: number; most: number }>
  /** Tells on the standard error output what is being done. */
  say(what: string): void
}>

export type Measure = (bench: Bench) => AsyncGenerator<Figure>

const areas = {
  store: async () => (await import('./store.ts')).measure,
  app: async () => (await import('./app.ts')).measure,
  audit: async () => (await import('./audit.ts')).measure,
  sync: async () => (await import('./sync.ts')).measure,
  schedule: async () => (await import('./schedule.ts')).measure,
} satisfies Record<string, () => Promise<Measure>>

export type AreaName = keyof typeof areas
export const areaNames = Object.keys(areas) as AreaName[]
export const isArea = (name: string): name is AreaName => Object.hasOwn(areas, name)
export const measureOf = (name: AreaName): Promise<Measure> => areas[name]()
