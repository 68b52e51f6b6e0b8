/** Names of all that is scheduled, looked up by id. */
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { getScheduleNames } from '../../shared/schedule/get-days.ts'

type Answer = OutputOf<typeof getScheduleNames>
export type Resource = Answer['resources'][number]
export type VisitType = Answer['visitTypes'][number]
export type Location = Answer['locations'][number]

export type Names = Readonly<{
  resources: readonly Resource[]
  visitTypes: readonly VisitType[]
  locations: readonly Location[]
  policy: Answer['policy']
  resource(id: string): Resource | undefined
  visitType(id: string | null): VisitType | undefined
  location(id: string): Location | undefined
  /** Whether something is at a place: there or in a department of it; null: at any. */
  isWithin(place: string | null, id: string | null): boolean
  /** Names one after the other; empty where there is none. */
  textOf(ids: readonly string[]): string
}>

export function namesOf(answer: Answer): Names {
  const resources = new Map(answer.resources.map((each) => [each.resourceId, each]))
  const visitTypes = new Map(answer.visitTypes.map((each) => [each.visitTypeId, each]))
  const locations = new Map(answer.locations.map((each) => [each.locationId, each]))
  return {
    ...answer,
    resource: (id) => resources.get(id),
    visitType: (id) => visitTypes.get(id ?? ''),
    location: (id) => locations.get(id),
    isWithin: (place, id) =>
      place === null || id === place || (id !== null && locations.get(id)?.partOf === place),
    textOf: (ids) =>
      ids
        .map((id) => resources.get(id)?.name)
        .filter((name) => name !== undefined)
        .join(', '),
  }
}
