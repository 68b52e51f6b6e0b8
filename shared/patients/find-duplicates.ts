import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { PatientLine } from './find-patients.ts'

/** Who might already be the person being registered, asked while typing. */
export const findDuplicates = defineQuery({
  name: 'patients.findDuplicates',
  input: z.strictObject({
    family: z.string().max(400),
    given: z.string().max(400),
    birthDate: z.string().max(40).nullable(),
    phones: z.array(z.string().max(60)).max(12),
    /** The patient being edited, who is not their own duplicate. */
    except: z.uuid().nullable(),
  }),
  output: z.strictObject({
    candidates: z
      .array(
        PatientLine.extend({
          because: z.array(z.enum(['name', 'similar-name', 'birth-date', 'phone'])),
          sure: z.boolean(),
        }),
      )
      .max(8),
  }),
  example: { family: 'Okon', given: 'Raeann', birthDate: '1980-02-29', phones: [], except: null },
  permission: 'patient.find',
  reads: ['patients', 'patient_search'],
  audit: { action: 'patient.search', category: 'demographics', subject: () => null },
})
