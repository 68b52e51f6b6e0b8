import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'

/** Everybody here who may read charts: those a restricted chart can be opened to. */
export const listReaders = defineQuery({
  name: 'privacy.listReaders',
  input: z.strictObject({}),
  output: z.strictObject({
    people: z.array(z.strictObject({ userId: z.string(), displayName: z.string() })).max(2000),
  }),
  example: {},
  permission: 'chart.restrict',
  reads: ['users', 'access_levels', 'practices'],
  audit: { none: 'names of colleagues, which everybody sees' },
})
