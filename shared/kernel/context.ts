import type { NewId } from './ids.ts'
import type { Permission } from './permissions.ts'

/** Whose rights an act runs under. */
export type Actor = Readonly<{
  id: string
  displayName: string
  roles: readonly string[]
  can: ReadonlySet<Permission>
}>

/** Who, when, and under which op. Handlers take time and ids from here, so that tests can fix them. */
export type Context = Readonly<{
  actor: Actor
  sessionId: string
  /** The id of the op this command will make; its audit entry carries the same. */
  opId: string
  /** UTC, ISO 8601 with milliseconds. */
  now: string
  newId: NewId
}>
