/** Somebody new in ten seconds: name, birth date, phone; with who might already be the same person. */
import { Checkbox, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { findDuplicates } from '../../shared/patients/find-duplicates.ts'
import { dateText } from '../kernel/dates.ts'
import { useAsk } from '../kernel/queries.ts'
import { TypedDateInput } from '../kernel/typed-date-input.tsx'
import classes from './booking.module.css'
import { newFaultsOf, type Known, type NewValues } from './new-patient-values.ts'

/** A moment after the last key. */
const settledMs = 200

export function NewPatientFields({
  fresh,
  tried,
  onChange,
  onKnown,
  onBack,
}: {
  fresh: NewValues
  tried: boolean
  onChange(more: Partial<NewValues>): void
  /** It is somebody who is here already. */
  onKnown(known: Known): void
  onBack(): void
}) {
  const faults = tried ? newFaultsOf(fresh) : {}
  const candidates = useAlike(fresh)
  const isSure = candidates.some(({ sure }) => sure)
  return (
    <>
      <div className={classes['pair']}>
        <TextInput
          label="Family name"
          autoComplete="off"
          spellCheck={false}
          value={fresh.family}
          error={faults.family}
          onChange={({ currentTarget }) => onChange({ family: currentTarget.value })}
        />
        <TextInput
          label="First name"
          autoComplete="off"
          spellCheck={false}
          value={fresh.given}
          onChange={({ currentTarget }) => onChange({ given: currentTarget.value })}
        />
        <TypedDateInput
          label="Birth date"
          lean="past"
          value={fresh.birthDate}
          error={faults.birthDate}
          data-first
          onChange={(birthDate) => onChange({ birthDate })}
        />
        <TextInput
          label="Phone"
          autoComplete="off"
          value={fresh.phone}
          error={faults.phone}
          onChange={({ currentTarget }) => onChange({ phone: currentTarget.value })}
        />
      </div>
      <div role="status">
        {candidates.length > 0 && (
          <div className={classes['alike']}>
            May already be a patient:
            <ul>
              {candidates.slice(0, 3).map(({ patientId, name, birthDate, mrn }) => (
                <li key={patientId}>
                  <button
                    type="button"
                    className={classes['more']}
                    onClick={() => onKnown({ patientId, name, birthDate, mrn })}
                  >
                    {name}
                  </button>{' '}
                  {[dateText(birthDate), mrn].filter(Boolean).join(' · ')}
                </li>
              ))}
            </ul>
            {isSure && (
              <Checkbox
                label="None of these is the one who comes"
                checked={fresh.notADuplicate}
                onChange={({ currentTarget }) => onChange({ notADuplicate: currentTarget.checked })}
              />
            )}
          </div>
        )}
      </div>
      <div>
        <button type="button" className={classes['more']} onClick={onBack}>
          Look for another patient
        </button>
      </div>
    </>
  )
}

function useAlike({ family, given, birthDate, phone }: NewValues) {
  const now = JSON.stringify({
    family,
    given,
    birthDate: birthDate || null,
    phones: phone === '' ? [] : [phone],
    except: null,
  })
  const [settled, setSettled] = useState(now)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(now), settledMs)
    return () => clearTimeout(timer)
  }, [now])
  const found = useAsk(findDuplicates, JSON.parse(settled), {
    enabled: family.trim().length + given.trim().length >= 2,
  })
  return found.data?.candidates ?? []
}
