/** Others who come to the same visit. */
import { CloseButton } from '@mantine/core'
import { dateText } from '../kernel/dates.ts'
import booking from './booking.module.css'
import { FindPatient } from './find-patient.tsx'
import type { Known } from './new-patient-values.ts'
import classes from './series.module.css'

export function GroupFields({
  first,
  others,
  text,
  onText,
  onOthers,
  onStop,
}: {
  /** Who comes in any case. */
  first: Known
  others: readonly Known[]
  text: string
  onText(text: string): void
  onOthers(others: readonly Known[]): void
  /** It is a visit of one after all. */
  onStop(): void
}) {
  const isThere = (patientId: string) =>
    patientId === first.patientId || others.some((each) => each.patientId === patientId)
  return (
    <fieldset className={classes['repeats']}>
      <legend>Group: {others.length + 1} come</legend>
      {others.length > 0 && (
        <ul className={classes['people']}>
          {others.map((one) => (
            <li key={one.patientId}>
              <span>
                <b>{one.name}</b>
                <small>
                  {one.birthDate ? `born ${dateText(one.birthDate)}` : 'birth date unknown'} · MRN {one.mrn}
                </small>
              </span>
              <CloseButton
                size="sm"
                aria-label={`Without ${one.name}`}
                onClick={() => onOthers(others.filter(({ patientId }) => patientId !== one.patientId))}
              />
            </li>
          ))}
        </ul>
      )}
      {others.length < 29 && (
        <FindPatient
          label="One more patient"
          text={text}
          onText={onText}
          onKnown={(one) => onOthers(isThere(one.patientId) ? others : [...others, one])}
        />
      )}
      <div>
        <button type="button" className={booking['more']} onClick={onStop}>
          No group
        </button>
      </div>
    </fieldset>
  )
}
