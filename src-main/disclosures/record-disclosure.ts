import { recordDisclosure } from '../../shared/disclosures/record-disclosure.ts'
import { handle } from '../pipeline/handle.ts'
import { keepDisclosure } from './keep-disclosures.ts'

export const recordDisclosureHandler = handle(
  recordDisclosure,
  (tx, { patientIds, day, how, given }, ctx) => {
    const whose = new Set(patientIds)
    for (const patientId of whose) keepDisclosure(tx, ctx, { patientId, day, how, given })
    return { recorded: whose.size }
  },
)
