import type { Reader } from '../store/reader.ts'

/** A prescription may name its drug and prescriber by reference only: then the names come from there. */
export const medicationsOf = (read: Reader, patientId: string) =>
  read
    .all((sql) =>
      sql
        .selectFrom('medications')
        .leftJoin('drugs', 'drugs.id', 'medications.drugId')
        .leftJoin('practitioners', 'practitioners.id', 'medications.practitionerId')
        .selectAll('medications')
        .select(['drugs.name as drugName', 'practitioners.name as prescriber'])
        .where('medications.patientId', '=', patientId)
        .orderBy('medications.startsAt', 'desc'),
    )
    .map(({ drugName, prescriber, ...row }) => ({
      ...row,
      name: row.name || (drugName ?? 'Unnamed medication'),
      practitionerName: row.practitionerName || (prescriber ?? ''),
    }))
