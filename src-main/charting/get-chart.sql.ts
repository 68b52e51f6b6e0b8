import { must } from '../../shared/kernel/errors.ts'
import type { Reader } from '../store/reader.ts'

type Counts = {
  problems: number
  medications: number
  allergies: number
  vitals: number
  results: number
  immunizations: number
  procedures: number
  documents: number
  encounters: number
  carePlans: number
  otherRecords: number
}

const of = (table: string, more = '') =>
  `(SELECT count(*) FROM ${table} WHERE patientId = (SELECT id FROM it) ${more})`

/** How much each section holds: counted in the indexes, in one statement. */
export function chartCounts(read: Reader, patientId: string): Counts {
  const [counts] = read.rows<Counts>(
    `WITH it AS (SELECT ? AS id)
     SELECT ${of('problems')} AS problems, ${of('medications')} AS medications, ${of('allergies')} AS allergies,
       ${of('observations', "AND category = 'vital-signs'")} AS vitals,
       ${of('observations', "AND category NOT IN ('vital-signs', 'social-history')")} AS results,
       ${of('immunizations')} AS immunizations, ${of('procedures')} AS procedures,
       ${of('documents')} AS documents, ${of('encounters')} AS encounters,
       ${of('carePlans')} + ${of('goals')} + ${of('careTeams')} AS carePlans,
       ${of('originals INDEXED BY originals_other', 'AND replacedBy IS NULL AND linkedTo IS NULL')} AS otherRecords`,
    patientId,
  )
  must(counts, 'chart.counts')
  return counts
}

type TwoVersions = { id: string; entityType: string; safety: 'low' | 'high' }

/** Open conflicts of a chart, those that could hurt somebody first. */
export const twoVersionsOf = (read: Reader, patientId: string): TwoVersions[] =>
  read
    .rows<TwoVersions>(
      `SELECT id, entityType, safety FROM conflicts WHERE patientId = ? AND state = 'open' LIMIT 100`,
      patientId,
    )
    .sort((a, b) => Number(b.safety === 'high') - Number(a.safety === 'high'))
