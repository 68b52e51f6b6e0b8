import { printGiven } from '../../shared/disclosures/print-given.ts'
import { todayAt } from '../access/administering.ts'
import { handle } from '../pipeline/handle.ts'
import { keepDisclosure } from './keep-disclosures.ts'

/** Prints nothing: that it is written down for each patient before anything is on paper is the point. */
export const printGivenHandler = handle(printGiven, (tx, { patientIds, given }, ctx) => {
  const whose = new Set(patientIds)
  const day = todayAt(tx, ctx)
  for (const patientId of whose) keepDisclosure(tx, ctx, { patientId, day, how: 'printed', given })
  return { recorded: whose.size }
})
