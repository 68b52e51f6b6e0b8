/** A person as an administrator sees them. */
import { z } from 'zod'
import type { RowOf } from '../kernel/record.ts'
import type { PersonKeys } from './credential.ts'
import { RoleName } from './roles.ts'
import type { users } from './user.ts'

/** `invited`: their code waits for them; `ends`: their last day is set and has not passed. */
export const personStates = ['active', 'invited', 'ends', 'suspended', 'ended'] as const
export type PersonState = (typeof personStates)[number]

/** `today`: YYYY-MM-DD, at the practice. `keys`: null where there is no credential. */
export function stateOf(
  { active, endsOn }: Pick<RowOf<typeof users>, 'active' | 'endsOn'>,
  keys: Pick<PersonKeys, 'kdf'> | null,
  today: string,
): PersonState {
  if (endsOn !== null && endsOn < today) return 'ended'
  if (!active) return 'suspended'
  if (keys !== null && keys.kdf === null) return 'invited'
  return endsOn === null ? 'active' : 'ends'
}

export const PersonLine = z.strictObject({
  userId: z.string(),
  /** Of the row, to be said with a change. */
  version: z.int(),
  displayName: z.string(),
  username: z.string(),
  roles: z.array(RoleName),
  levels: z.array(z.strictObject({ levelId: z.string(), name: z.string() })),
  /** The locations and departments they reach, by name, and whether that is set for them or by their levels; null: the whole practice. */
  reach: z
    .strictObject({
      from: z.enum(['person', 'levels']),
      places: z.array(z.strictObject({ locationId: z.string(), name: z.string() })),
    })
    .nullable(),
  state: z.enum(personStates),
  endsOn: z.string().nullable(),
  /** How many of their exceptions hold today. */
  exceptions: z.int(),
  hasCredential: z.boolean(),
  hasSecondFactor: z.boolean(),
  /** Until when the code they were given is good; null where none is, or it has no end. */
  codeUntil: z.string().nullable(),
})
export type PersonLine = z.output<typeof PersonLine>
