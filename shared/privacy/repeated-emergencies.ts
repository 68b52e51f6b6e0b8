/** Whether emergencies have become many, of one person or about one patient: one rule, asked by workstations and by the cloud. */
import { emergencyDays, manyEmergencies, peopleAtOnePatient } from './watch-limits.ts'

/** As of the record `emergency-access`. `at`: ISO 8601. */
export type Emergency = Readonly<{
  id: string
  userId: string
  patientId: string
  device: string
  at: string
}>
/** A case that was told before; of others than these kinds nothing is asked. */
export type Told = Readonly<{ kind: string; about: string; patientId: string | null; at: string }>

export type Repeated = Readonly<{
  kind: 'repeated-emergency' | 'emergency-by-several'
  /** Whose emergency was the last. */
  about: string
  /** Null where it is about one person and several charts. */
  patientId: string | null
  /** The last emergency, and how many there were; of one patient, of how many people. */
  emergencyId: string
  device: string
  count: number
  others: string[]
}>

const dayMs = 86_400_000
/** How many others a case names. */
const most = 50

/**
 * What is to be told now. Nothing is told twice within the days that are counted: `told` are the cases there are, from whichever
 * workstation or the cloud. `rolesOf`: somebody's roles; `now`: ms since 1970.
 */
export function repeatedEmergencies(
  emergencies: readonly Emergency[],
  told: readonly Told[],
  rolesOf: (userId: string) => readonly string[],
  now: number,
): Repeated[] {
  const since = now - emergencyDays * dayMs
  const isRecent = ({ at }: Readonly<{ at: string }>) => Date.parse(at) > since
  const recent = emergencies.filter(isRecent).toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const before = told.filter(isRecent)
  const byPerson = [...Map.groupBy(recent, ({ userId }) => userId)].flatMap(([about, theirs]): Repeated[] => {
    const last = theirs.at(-1)
    const isTold = before.some((each) => each.kind === 'repeated-emergency' && each.about === about)
    if (!last || isTold || theirs.length < manyEmergencies(rolesOf(about))) return []
    const { id: emergencyId, device } = last
    return [
      {
        kind: 'repeated-emergency',
        about,
        patientId: null,
        emergencyId,
        device,
        count: theirs.length,
        others: [],
      },
    ]
  })
  const byPatient = [...Map.groupBy(recent, ({ patientId }) => patientId)].flatMap(
    ([patientId, theirs]): Repeated[] => {
      const last = theirs.at(-1)
      const people = new Set(theirs.map(({ userId }) => userId))
      const isTold = before.some(
        (each) => each.kind === 'emergency-by-several' && each.patientId === patientId,
      )
      if (!last || isTold || people.size < peopleAtOnePatient) return []
      const { id: emergencyId, device, userId: about } = last
      const others = [...people].filter((each) => each !== about).slice(0, most)
      return [
        { kind: 'emergency-by-several', about, patientId, emergencyId, device, count: people.size, others },
      ]
    },
  )
  return [...byPerson, ...byPatient]
}
