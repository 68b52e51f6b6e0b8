import type { Reader } from '../store/reader.ts'

/** Rows of one visit. Found among the patient's own, which are few enough that no table needs an index by visit. */
export const inEncounter = (read: Reader, patientId: string, encounterId: string) => ({
  problems: read.all((sql) =>
    sql
      .selectFrom('problems')
      .selectAll()
      .where((of) => of.and({ patientId, encounterId })),
  ),
  medications: read.all((sql) =>
    sql
      .selectFrom('medications')
      .leftJoin('drugs', 'drugs.id', 'medications.drugId')
      .select(['medications.id', 'medications.name', 'medications.directions', 'medications.status'])
      .select('drugs.name as drugName')
      .where('medications.patientId', '=', patientId)
      .where('medications.encounterId', '=', encounterId),
  ),
  observations: read.all((sql) =>
    sql
      .selectFrom('observations')
      .selectAll()
      .where((of) => of.and({ patientId, encounterId })),
  ),
  immunizations: read.all((sql) =>
    sql
      .selectFrom('immunizations')
      .selectAll()
      .where((of) => of.and({ patientId, encounterId })),
  ),
  procedures: read.all((sql) =>
    sql
      .selectFrom('procedures')
      .selectAll()
      .where((of) => of.and({ patientId, encounterId })),
  ),
  reports: read.all((sql) =>
    sql
      .selectFrom('reports')
      .selectAll()
      .where((of) => of.and({ patientId, encounterId })),
  ),
  documents: read.all((sql) =>
    sql
      .selectFrom('documents')
      .selectAll()
      .where((of) => of.and({ patientId, encounterId })),
  ),
})
