import { z } from 'zod'
import { Id, Instant, stored } from '../kernel/fields.ts'
import { Holding } from '../sync/charts.ts'
import { defineRecord } from '../kernel/record.ts'

/** The practice itself: one row, made at first run. */
export const practices = defineRecord({
  type: 'practice',
  table: 'practices',
  patient: null,
  merge: { all: 'clinical', createdAt: 'immutable', chartsHeld: 'low' },
  row: z.strictObject({
    id: Id,
    name: stored(120),
    /** IANA name; the day of a visit is the day it was there. */
    timeZone: stored(60),
    createdAt: Instant,
    /** Which charts a workstation holds that is not set otherwise; null for every one. */
    chartsHeld: Holding.default(null),
  }),
})
