import { correctDisclosure } from '../../shared/disclosures/correct-disclosure.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { handle } from '../pipeline/handle.ts'
import { correctionsOf, disclosuresOf } from './disclosures.sql.ts'
import { keepDisclosure } from './keep-disclosures.ts'
import { most } from './list-disclosures.ts'

export const correctDisclosureHandler = handle(
  correctDisclosure,
  (tx, { patientId, disclosureId, mistaken, why, day, how, given }, ctx) => {
    const rows = disclosuresOf(tx, patientId, most)
    if (!rows.some(({ id }) => id === disclosureId)) throw new AppError('NotFound', 'disclosure.not-found')
    // what stands in its place is corrected, not what no longer counts
    if (correctionsOf(rows).has(disclosureId)) throw new AppError('Conflict', 'disclosure.replaced')
    const correcting = { corrects: disclosureId, mistaken, why }
    return { disclosureId: keepDisclosure(tx, ctx, { patientId, day, how, given, correcting }) }
  },
)
