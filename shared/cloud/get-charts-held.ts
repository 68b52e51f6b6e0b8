import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Holding } from '../sync/charts.ts'

/** Which charts are on this computer, and which are to be. */
export const getChartsHeld = defineQuery({
  name: 'cloud.getChartsHeld',
  input: z.strictObject({}),
  output: z.strictObject({
    /** What it is to hold; null for every chart. */
    holding: Holding,
    /** What the practice has it hold where it is not set otherwise, and whether it is. */
    practice: Holding,
    isSetHere: z.boolean(),
    held: z.int(),
    total: z.int(),
    /** Of the record on disk, without what is free in its file. */
    bytes: z.int(),
    /** What is under way, in charts: while they go, those that were looked at. */
    work: z
      .strictObject({
        what: z.enum(['bringing', 'letting-go']),
        done: z.int(),
        total: z.int(),
        perSecond: z.number(),
        secondsLeft: z.int().nullable(),
      })
      .nullable(),
  }),
  example: {},
  permission: 'any-signed-in',
  reads: ['chart', 'outage', 'patients', 'practices', 'workstation_setting'],
  audit: { none: 'counts of charts, of nobody in particular' },
})
