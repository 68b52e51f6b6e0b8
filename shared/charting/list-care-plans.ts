import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { carePlans, careTeams, goals } from './care-plan.ts'

/** Plans, goals and the people who carry them, present ones first. */
export const listCarePlans = defineQuery({
  name: 'charting.listCarePlans',
  input: z.strictObject({ patientId: Id }),
  output: z.strictObject({
    plans: z.array(carePlans.row),
    goals: z.array(goals.row),
    teams: z.array(careTeams.row),
  }),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'chart.read',
  reads: ['carePlans', 'goals', 'careTeams', 'practitioners'],
  audit: { action: 'care-plan.view', category: 'care-plans', subject: (input) => input.patientId },
})
