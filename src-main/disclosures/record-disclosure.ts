import { recordDisclosure } from '../../shared/disclosures/record-disclosure.ts'
import { handle } from '../pipeline/handle.ts'
import { keepForEach } from './keep-disclosures.ts'

export const recordDisclosureHandler = handle(recordDisclosure, (tx, { patientIds, day, how, given }, ctx) =>
  keepForEach(tx, ctx, patientIds, { day, how, given }),
)
