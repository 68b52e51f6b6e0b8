/** Whose grants a list of revocations has made void, and up to when: what was heard of it stays, whichever list comes later. */
import { z } from 'zod'
import type { RevocationList } from '../../shared/access/revocations.ts'
import { Instant } from '../../shared/kernel/fields.ts'

export const Voids = z.strictObject({
  /** Of the last list that was taken; 0 before the first. */
  number: z.int().min(0),
  /** By the id of a person, or of this workstation: what was granted up to then is void. */
  upTo: z.record(z.uuid(), Instant),
})
export type Voids = z.output<typeof Voids>
export const noVoids: Voids = { number: 0, upTo: {} }

/** With a list. Of workstations only this one matters here. */
export function withList(voids: Voids, list: RevocationList, device: string): Voids {
  const { number, issuedAt, people } = list
  const ids = [...people, ...list.workstations.filter((each) => each === device)]
  return bothOf(voids, { number, upTo: Object.fromEntries(ids.map((id) => [id, issuedAt])) })
}

/** The stricter of two. */
export function bothOf(a: Voids, b: Voids): Voids {
  const upTo = { ...a.upTo }
  for (const [id, at] of Object.entries(b.upTo)) {
    const had = upTo[id]
    if (had === undefined || had < at) upTo[id] = at
  }
  return { number: Math.max(a.number, b.number), upTo }
}

/** Whether what this person or workstation was granted then is void. `issuedAt` null: granted here, by no clock that counts. */
export function isVoid({ upTo }: Voids, id: string, issuedAt: string | null): boolean {
  const at = upTo[id]
  return at !== undefined && (issuedAt === null || issuedAt <= at)
}
