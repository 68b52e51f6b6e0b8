/** Each rule of the protocol taken away: what is replaced where, and how a run is made that meets it. */
import { mutantsOfCharts } from './mutants-of-charts.ts'
import { mutantsOfCloud } from './mutants-of-cloud.ts'
import { mutantsOfOldLog } from './mutants-of-old-log.ts'
import { mutantsOfVersions } from './mutants-of-versions.ts'
import { mutantsOfWorkstation } from './mutants-of-workstation.ts'
import type { FaultName, Plan } from './plan.ts'

/** `from` stands in the file exactly once. */
export type Edit = Readonly<{ file: string; from: string; to: string }>
export type Mutant = Edit &
  Readonly<{
    name: string
    /** The second line of defence, where there is one: it is taken away too. */
    also?: readonly Edit[]
    /** Faults that are at their full strength while it is hunted, for what is met seldom. */
    often?: readonly FaultName[]
    /** What else a run is made of where it is met. */
    plan?: Partial<Omit<Plan, 'seed' | 'faults'>>
    /** A seed that was found to meet it: it is tried before all others. */
    first?: number
    /** Seeds it is given at most, where the usual number is too few. */
    seeds?: number
    /** What it takes is met too seldom by any run: the test that finds it out instead, by its file and its name. */
    directed?: Readonly<{ file: string; name: string }>
  }>

export const mutants: readonly Mutant[] = [
  ...mutantsOfCloud,
  ...mutantsOfOldLog,
  ...mutantsOfVersions,
  ...mutantsOfWorkstation,
  ...mutantsOfCharts,
]
