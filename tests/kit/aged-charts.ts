/** Charts that were active so long ago, put in by whoever is signed in: their ops are taken by a cloud. */
import { records } from '../../shared/catalog.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import type { Workstation } from '../../tools/kit/workstation.ts'
import { seedPatient } from './charts.ts'
import { rowFor } from './rows.ts'
import { contextAt } from './store.ts'

/** Somebody with an allergy, a problem, a medication and some visits, the last so many days ago; resolves to their id. */
export async function seedAged(
  desk: Workstation,
  family: string,
  given: string,
  daysAgo: number,
): Promise<string> {
  const patientId = await seedPatient(desk, family, given)
  const day = (n: number) => new Date(Date.now() - (daysAgo + 30 * n) * 86_400_000).toISOString()
  const { store, actor } = desk.session
  store.transaction({ ...contextAt(), actor }, (tx) => {
    const put = (record: RecordType, n: number, fields: Record<string, unknown>) =>
      tx.put(record, rowFor(record, n, { patientId, ...fields }))
    put(records.allergies, 1, {
      substance: `Penicillin of ${given}`,
      clinicalStatus: 'active',
      verification: 'confirmed',
      criticality: 'high',
      reactions: [],
    })
    put(records.problems, 1, {
      name: `Gout of ${given}`,
      clinicalStatus: 'active',
      verification: 'confirmed',
      onset: '2011-03',
    })
    put(records.medications, 1, { name: `Allopurinol of ${given}`, status: 'active', intent: 'order' })
    for (let n = 0; n < 12; n += 1)
      put(records.encounters, n, {
        kind: `Visit ${n + 1} of ${given}`,
        reason: 'Follow-up',
        status: 'finished',
        startsAt: day(n),
        endsAt: null,
      })
    tx.close('test.seed@1')
  })
  return patientId
}
