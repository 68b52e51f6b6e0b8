/** The demo practice read back, for tests. */
import type { Observation, Patient, Resource } from '@medplum/fhirtypes'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { demoPractice, type DemoOptions } from '../../../tools/demo/practice.ts'
import { root } from '../../../tools/proc.ts'

export const today = '2026-11-20'

export const linesOf = (options: Partial<DemoOptions> & { patients: number }): string[] =>
  Array.from(demoPractice({ seed: 1, today, ...options }), ({ json }) => json)

export type Person = Readonly<{ patient: Patient; resources: readonly Resource[] }>

/** Everything, with each patient's own resources beside the patient. */
export function readDemo(options: Partial<DemoOptions> & { patients: number }) {
  const all: Resource[] = linesOf(options).map((line) => JSON.parse(line) as Resource)
  const people: { patient: Patient; resources: Resource[] }[] = []
  for (const resource of all) {
    if (resource.resourceType === 'Patient') people.push({ patient: resource, resources: [] })
    people.at(-1)?.resources.push(resource)
  }
  return { all, people: people as readonly Person[] }
}

export const typeIn = <T extends Resource['resourceType']>(
  resources: readonly Resource[],
  type: T,
): Extract<Resource, { resourceType: T }>[] =>
  resources.filter((each): each is Extract<Resource, { resourceType: T }> => each.resourceType === type)

export const hasCode = (observation: Observation, code: string): boolean =>
  observation.code.coding?.some((coding) => coding.code === code) === true

/** A file of the third-party data beside the project; null, said aloud, where it is not there. */
export function sharedData(path: string): string | null {
  const file = join(root, '..', 'shared', 'data', path)
  if (existsSync(file)) return file
  console.log(`skipped: no ../shared/data/${path}`)
  return null
}
