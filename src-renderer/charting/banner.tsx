/** Whose chart this is, and what must not be overlooked. It is part of the chart: it changes with it, in one paint. */
import { Button, Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconListSearch, IconPencil } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { getChart } from '../../shared/charting/get-chart.ts'
import type { getPatient } from '../../shared/patients/get-patient.ts'
import type { getChartAccess } from '../../shared/privacy/get-chart-access.ts'
import { ExportRecord } from '../exports/export-record.tsx'
import { ChartLock } from '../privacy/chart-lock.tsx'
import { PlacesFact } from '../patients/patient-places.tsx'
import { ageOf, dateText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import classes from './banner.module.css'
import { Freshness } from './freshness.tsx'
import { nameOf } from './patient-heading.tsx'
import type { Standing } from './standing.ts'

type Props = {
  found: OutputOf<typeof getPatient>
  chart: OutputOf<typeof getChart> | undefined
  standing: Standing | undefined
  access: OutputOf<typeof getChartAccess> | undefined
}

const sexWords = { female: 'Female', male: 'Male', other: 'Other sex', unknown: 'Sex not known' } as const
const birthSexWords = { F: 'female', M: 'male', UNK: 'not known' } as const

export function Banner({ found, chart, standing, access }: Props) {
  const me = useMe()
  const navigate = useNavigate()
  const { patient, coverages, namesakes } = found
  const primary = coverages.find((coverage) => coverage.status === 'active')
  const bornOtherwise =
    patient.birthSex !== null && patient.birthSex !== 'UNK' && birthSexWords[patient.birthSex] !== patient.sex
      ? `, ${birthSexWords[patient.birthSex]} at birth`
      : ''
  const facts = [
    [
      patient.birthDate ? dateText(patient.birthDate) : 'Birth date unknown',
      patient.deceased ? '' : ageOf(patient.birthDate, me.today),
    ]
      .filter(Boolean)
      .join(' · '),
    `${sexWords[patient.sex]}${bornOtherwise}`,
    `MRN ${patient.mrn}`,
    patient.phones[0]?.number,
    primary ? primary.payerName : 'No insurance recorded',
    patient.language && !/^english/i.test(patient.language) ? `Speaks ${patient.language}` : '',
  ]
  return (
    <header className={classes['banner']} aria-label={`Chart of ${nameOf(patient)}`}>
      <div className={classes['initials']} aria-hidden="true">
        {initialsOf(patient)}
      </div>
      <div className={classes['who']}>
        <div className={classes['nameLine']}>
          <h1 className={classes['name']}>{nameOf(patient)}</h1>
          {patient.preferredName && <span className={classes['called']}>“{patient.preferredName}”</span>}
          {patient.deceased && (
            <span className={classes['flag']}>
              Deceased{patient.deceasedOn && ` ${dateText(patient.deceasedOn)}`}
            </span>
          )}
          {!patient.active && <span className={classes['flag']}>Inactive</span>}
          {namesakes.length > 0 && <Namesakes namesakes={namesakes} />}
        </div>
        <div className={classes['facts']}>
          {facts.filter(Boolean).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
          {access && <PlacesFact patientId={patient.id} access={access} name={nameOf(patient)} />}
          {standing && <Freshness patientId={patient.id} standing={standing} />}
        </div>
      </div>
      {chart && <Allergies chart={chart} />}
      {access && <ChartLock patientId={patient.id} access={access} />}
      <ExportRecord patientId={patient.id} name={nameOf(patient)} />
      {me.can('audit.read') && (
        <Button
          className="hf-no-print"
          variant="default"
          leftSection={<IconListSearch size={14} />}
          onClick={() =>
            void navigate({ to: '/audit/patient/$patientId', params: { patientId: patient.id } })
          }
        >
          Who saw it
        </Button>
      )}
      {me.can('patient.edit') && (
        <Button
          className="hf-no-print"
          variant="default"
          leftSection={<IconPencil size={14} />}
          onClick={() =>
            void navigate({ to: '/patients/$patientId/edit', params: { patientId: patient.id } })
          }
        >
          Demographics
        </Button>
      )}
    </header>
  )
}

function Allergies({ chart }: { chart: NonNullable<Props['chart']> }) {
  if (chart.allergies.length === 0)
    return (
      <div className={classes['allergies']} data-tone={chart.noKnownAllergies ? 'none' : 'unasked'}>
        {chart.noKnownAllergies ? 'No known allergies' : 'Allergies not recorded'}
      </div>
    )
  const shown = chart.allergies.slice(0, 4)
  const rest = chart.allergies.length - shown.length
  return (
    <div className={classes['allergies']} data-tone="present">
      <IconAlertTriangle size={16} aria-hidden="true" />
      <ul aria-label="Allergies">
        {shown.map((allergy) => (
          <li
            key={allergy.id}
            data-high={allergy.high || undefined}
            title={[allergy.substance, allergy.reactions].filter(Boolean).join(': ')}
          >
            {allergy.substance}
            {allergy.high && <span className="hf-sr"> (dangerous)</span>}
          </li>
        ))}
        {rest > 0 && <li>and {rest} more</li>}
      </ul>
    </div>
  )
}

function Namesakes({ namesakes }: { namesakes: Props['found']['namesakes'] }) {
  return (
    <Tooltip
      multiline
      label={
        <span>
          Others with a name like this:
          {namesakes.map((each) => (
            <span key={each.patientId} className={classes['namesake']}>
              {each.name}, {each.birthDate ? dateText(each.birthDate) : 'birth date unknown'}, MRN {each.mrn}
            </span>
          ))}
        </span>
      }
      events={{ hover: true, focus: true, touch: true }}
    >
      <Link to="/patients" className={classes['alert']}>
        <IconAlertTriangle size={14} aria-hidden="true" /> Name alert:{' '}
        {namesakes.length === 1 ? '1 other' : `${namesakes.length} others`}
      </Link>
    </Tooltip>
  )
}

function initialsOf(patient: Props['found']['patient']): string {
  const first = (text: string) => [...text.replace(/^[^\p{L}]+/u, '')][0] ?? ''
  return `${first(patient.given)}${first(patient.family)}`.toUpperCase() || '?'
}
