import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { RestrictionKind } from './chart-restriction.ts'

/** Whether a chart is open to whoever asks, and why; of a closed one only what may be done about it. */
export const getChartAccess = defineQuery({
  name: 'privacy.getChartAccess',
  input: z.strictObject({ patientId: Id }),
  output: z.strictObject({
    /** `open`: to all who may read charts. `named`: closed, and they are named or may open closed charts. `emergency`: for a while. */
    access: z.enum(['open', 'named', 'emergency', 'closed']),
    restricted: z.boolean(),
    /** `out`: seen at locations that they do not reach. `away`: the chart is not here, and so not known whether they reach it. */
    outOfScope: z.enum(['out', 'away']).nullable(),
    /** Of an emergency, in ms from now. */
    leftMs: z.int().nullable(),
    mayOpenInEmergency: z.boolean(),
    mayRestrict: z.boolean(),
    /** Null where there is none, and for whoever is kept out. */
    restriction: z
      .strictObject({
        kinds: z.array(RestrictionKind),
        note: z.string(),
        people: z.array(z.strictObject({ userId: z.string(), displayName: z.string() })),
        version: z.int(),
      })
      .nullable(),
    /** Names of the practice's own places they belong to, for the banner; of a closed chart none. */
    places: z.array(z.string()),
    /** Whether there is something to say of that: the practice has locations, and whoever asks may. */
    mayPlace: z.boolean(),
    /** As lists show them, for the heading of a closed chart. */
    patient: z.strictObject({ name: z.string(), birthDate: z.string().nullable(), mrn: z.string() }),
  }),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'patient.find',
  closedCharts: 'too',
  reads: [
    'chartRestrictions',
    'emergencyAccesses',
    'patients',
    'users',
    'locations',
    'patientPlaces',
    'encounters',
  ],
  audit: { none: 'says whether there is a way in; nothing of what a chart says' },
})
