import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useWatch, type Control } from 'react-hook-form'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { findDuplicates } from '../../shared/patients/find-duplicates.ts'
import { useAsk } from '../kernel/queries.ts'
import { dateText } from '../kernel/dates.ts'
import type { FormValues } from './demographics-values.ts'
import classes from './demographics-form.module.css'

type Candidate = OutputOf<typeof findDuplicates>['candidates'][number]
const reasons: Readonly<Record<Candidate['because'][number], string>> = {
  name: 'same name',
  'similar-name': 'similar name',
  'birth-date': 'same birth date',
  phone: 'same phone',
}

/** Asks, a moment after the last key, who might already be this person. */
export function useDuplicates(control: Control<FormValues>, except: string | null): readonly Candidate[] {
  const [family, given, birthDate, phones] = useWatch({
    control,
    name: ['demographics.family', 'demographics.given', 'demographics.birthDate', 'demographics.phones'],
  })
  const now = JSON.stringify({
    family,
    given,
    birthDate: birthDate || null,
    phones: phones.map((phone) => phone.number),
    except,
  })
  const [settled, setSettled] = useState(now)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(now), 200)
    return () => clearTimeout(timer)
  }, [now])
  const found = useAsk(findDuplicates, JSON.parse(settled), {
    enabled: family.trim().length + given.trim().length >= 2,
  })
  return found.data?.candidates ?? []
}

export function DuplicatesPanel({ candidates }: { candidates: readonly Candidate[] }) {
  return (
    <section aria-labelledby="duplicates-title">
      <h2 id="duplicates-title">
        {candidates.length === 0 ? 'Nobody like this yet' : 'May already be a patient'}
      </h2>
      <p className={classes['because']}>
        {candidates.length === 0
          ? 'While you type, anyone with a similar name, the same birth date or the same phone shows here.'
          : 'Open a chart to make sure; what you typed is kept.'}
      </p>
      <ul aria-live="polite">
        {candidates.map((candidate) => (
          <li key={candidate.patientId} className={classes['candidate']}>
            <Link
              to="/chart/$patientId/$section"
              params={{ patientId: candidate.patientId, section: 'summary' }}
            >
              {candidate.name}
            </Link>
            <div>
              {[dateText(candidate.birthDate), candidate.mrn, candidate.phone].filter(Boolean).join(' · ')}
            </div>
            <div className={classes['because']}>
              {candidate.because.map((because) => reasons[because]).join(', ')}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
