import type { Reader } from '../store/reader.ts'

/**
 * With `statuses` those alone: of years of prescriptions most have ended, and each takes its drug and prescriber to be
 * looked up. A prescription may name its drug and prescriber by reference only: then the names come from
 * there.
 */
export const medicationsOf = (read: Reader, patientId: string, statuses?: readonly string[]) =>
  read
    .all((sql) =>
      sql
        .selectFrom('medications')
        .leftJoin('drugs', 'drugs.id', 'medications.drugId')
        .leftJoin('practitioners', 'practitioners.id', 'medications.practitionerId')
        .selectAll('medications')
        .select(['drugs.name as drugName', 'practitioners.name as prescriber'])
        .where('medications.patientId', '=', patientId)
        .$if(statuses !== undefined, (query) => query.where('medications.status', 'in', statuses ?? []))
        .orderBy('medications.startsAt', 'desc'),
    )
    .map(({ drugName, prescriber, ...row }) => ({
      ...row,
      name: row.name || (drugName ?? 'Unnamed medication'),
      practitionerName: row.practitionerName || (prescriber ?? ''),
    }))
