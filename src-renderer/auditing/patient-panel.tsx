import { useNavigate } from '@tanstack/react-router'
import { Empty } from '../kernel/page.tsx'
import { AccessReport } from './access-report.tsx'
import classes from './auditing.module.css'
import { PatientChoice } from './patient-choice.tsx'
import { useScope } from './scope-choice.tsx'

/** One patient’s report, or the question whose it is to be. */
export function PatientPanel({ patientId }: { patientId: string | null }) {
  const navigate = useNavigate()
  const scope = useScope()
  if (patientId !== null) return <AccessReport patientId={patientId} />
  return (
    <div className={classes['ask']}>
      <Empty title="Whose chart?">
        Who in the practice saw, changed or took out what of one patient’s data{' '}
        {scope === 'all' ? 'at any of its workstations' : 'at this workstation'}, in words for the patient.
        <div className={classes['whom']}>
          <PatientChoice
            patientId={null}
            placeholder="Name, birth date or MRN"
            autoFocus
            onPatient={(chosen) =>
              chosen !== null &&
              void navigate({ to: '/audit/patient/$patientId', params: { patientId: chosen } })
            }
          />
        </div>
      </Empty>
    </div>
  )
}
