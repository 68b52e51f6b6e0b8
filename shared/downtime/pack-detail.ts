import type { PackManifest, PageRange } from './pack.ts'

/** What the audit log keeps of a view or a print of some pages: which pack, how many patients, and who they were. */
export function packDetail({ madeAt, patients }: PackManifest, shown: PageRange) {
  const seen = patients.filter(({ pages }) => pages.from <= shown.to && pages.to >= shown.from)
  return {
    pack: madeAt,
    pages: `${shown.from}-${shown.to}`,
    patients: seen.length,
    whose: seen.map(({ patientId }) => patientId).join(' '),
  }
}
