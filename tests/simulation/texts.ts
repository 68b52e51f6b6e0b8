/** What people write in. */
import { organizations } from '../../shared/access/organization.ts'
import { allergies } from '../../shared/charting/allergy.ts'
import { encounters } from '../../shared/charting/encounter.ts'
import { medications } from '../../shared/charting/medication.ts'
import { problems } from '../../shared/charting/problem.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import { patients } from '../../shared/patients/patient.ts'
import type { Workstation } from './workstation.ts'

/** Fields that take any text, by record. */
const texts: readonly (readonly [RecordType, readonly string[]])[] = [
  [organizations, ['name', 'phone']],
  [patients, ['preferredName', 'family', 'email']],
  [allergies, ['note', 'substance']],
  [medications, ['directions', 'name']],
  [problems, ['note', 'name']],
  [encounters, ['reason', 'kind']],
]
/** Of those that its version knows. */
export const textsOf = ({ world, version }: Workstation, { type }: RecordType) => {
  const merge = version.of(type)?.merge ?? {}
  return (texts.find(([each]) => each.type === type)?.[1] ?? []).filter(
    (field) => merge[field] !== undefined && (world.plan.low || merge[field] !== 'low'),
  )
}
