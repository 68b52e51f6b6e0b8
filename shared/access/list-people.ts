import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { PersonLine } from './person.ts'

/** Everybody who works here, has been invited, or has worked here, by name. */
export const listPeople = defineQuery({
  name: 'access.listPeople',
  input: z.strictObject({}),
  output: z.strictObject({ people: z.array(PersonLine) }),
  example: {},
  permission: 'user.manage',
  reads: ['users', 'access_levels', 'credentials', 'practices', 'locations'],
  audit: { action: 'person.list', category: 'configuration', subject: () => null },
})
