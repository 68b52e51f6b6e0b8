import { printGiven } from '../../shared/disclosures/print-given.ts'
import { todayAt } from '../access/administering.ts'
import { handle } from '../pipeline/handle.ts'
import { keepForEach } from './keep-disclosures.ts'

/** Prints nothing: that it is written down for each patient before anything is on paper is the point. */
export const printGivenHandler = handle(printGiven, (tx, { patientIds, given }, ctx) =>
  keepForEach(tx, ctx, patientIds, { day: todayAt(tx, ctx), how: 'printed', given }),
)
