import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, words } from '../kernel/fields.ts'
import { Username } from './create-practice.ts'
import { PersonKeys } from './credential.ts'
import { RoleName } from './roles.ts'

export const Invitation = z.strictObject({
  displayName: words(120),
  username: Username,
  roles: z.array(RoleName).max(12),
  /** Access levels of the practice's own, by id. */
  levels: z.array(Id).max(12),
  /** Locations and departments they reach; none: what their levels reach, or the whole practice. */
  scope: z.array(Id).max(60).default([]),
})

/** How long the code of an invitation is good. */
export const codeDays = 7

const given = ({
  roles,
  levels,
  scope,
}: Pick<z.output<typeof Invitation>, 'roles' | 'levels' | 'scope'>) => ({
  ...(scope.length > 0 && { scope: scope.join(' ') }),
  roles: roles.join(' '),
  levels: levels.join(' '),
})

/**
 * Somebody is to work here. Their code is answered this once and kept nowhere: whoever hands it to them has it on paper. Throws
 * `person.username-taken`, `level.missing`.
 */
export const invitePerson = defineCommand({
  name: 'access.invitePerson',
  input: Invitation.refine(({ roles, levels }) => roles.length + levels.length > 0, {
    path: ['roles'],
    message: 'person.no-level',
  }),
  output: z.strictObject({ userId: z.string(), code: z.string(), until: z.string() }),
  example: { displayName: 'Bo Lindqvist, RN', username: 'blindqvist', roles: ['nurse'], levels: [] },
  permission: 'user.manage',
  stepUp: true,
  cap: { max: 60, minutes: 60 },
  audit: {
    action: 'person.invite',
    category: 'configuration',
    subject: () => null,
    detail: (input, output) => ({ user: output?.userId ?? '', ...given(input) }),
  },
})

/** The step of an invitation that writes: the person and what they come in with, together or not at all. */
export const addPerson = defineCommand({
  name: 'access.addPerson',
  caller: 'internal',
  input: Invitation.extend({ userId: Id, keys: PersonKeys }),
  output: z.strictObject({}),
  example: {
    userId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a79',
    displayName: 'Chidi Abara',
    username: 'cabara',
    roles: ['front-desk'],
    levels: [],
    keys: {
      publicKey: 'AAAA',
      draftKey: { enc: 'AAAA', text: 'AAAA' },
      madeAt: '2026-11-29T15:05:00.000Z',
      serial: 1,
      kdf: null,
      byPassword: null,
      byCode: { nonce: 'AAAA', text: 'AAAA' },
      codeUntil: '2026-12-06T15:05:00.000Z',
    },
  },
  permission: 'user.manage',
  audit: {
    action: 'person.add',
    category: 'configuration',
    subject: () => null,
    detail: (input) => ({ user: input.userId, ...given(input) }),
  },
})
