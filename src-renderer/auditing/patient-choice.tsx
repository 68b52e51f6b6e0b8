import { Select } from '@mantine/core'
import { useState } from 'react'
import type { EntryPatient } from '../../shared/auditing/entry-line.ts'
import { findSubjects } from '../../shared/auditing/find-subjects.ts'
import { dateText } from '../kernel/dates.ts'
import { useAsk } from '../kernel/queries.ts'
import { useScope } from './scope-choice.tsx'

type Props = Readonly<{
  patientId: string | null
  onPatient(patientId: string | null): void
  /** Who that is, where it is known already. */
  known?: EntryPatient | null
  /** What stands where nobody is chosen. */
  placeholder?: string
  autoFocus?: boolean
}>

/** Who an entry is about, found as one types among those the log is about. */
export function PatientChoice({
  patientId,
  onPatient,
  known = null,
  placeholder = 'Anybody',
  autoFocus = false,
}: Props) {
  const [text, setText] = useState('')
  const typed = text.trim()
  const scope = useScope()
  const found = useAsk(findSubjects, { scope, text: typed }, { enabled: typed.length > 1 })
  const [chosen, setChosen] = useState<EntryPatient | null>(null)
  const patients = typed.length > 1 ? (found.data?.patients ?? []) : []
  const options = patients.map((patient) => ({ value: patient.patientId, label: labelOf(patient) }))
  const who = [chosen, known].find((each) => each?.patientId === patientId)
  if (patientId !== null && !options.some(({ value }) => value === patientId))
    options.push({ value: patientId, label: who ? labelOf(who) : 'One patient' })
  return (
    <Select
      label="Patient"
      placeholder={placeholder}
      searchable
      clearable
      autoFocus={autoFocus}
      value={patientId}
      data={options}
      // found already, by more than the letters of the name
      filter={({ options: all }) => all}
      nothingFoundMessage={typed.length > 1 && found.data ? 'Nobody the log is about' : undefined}
      onSearchChange={setText}
      onChange={(value) => {
        setChosen(patients.find((each) => each.patientId === value) ?? null)
        onPatient(value)
      }}
      openOnFocus={false}
      comboboxProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
      clearButtonProps={{ 'aria-label': 'Any patient' }}
    />
  )
}

const labelOf = ({ name, birthDate, mrn }: EntryPatient): string =>
  [name || 'No name', dateText(birthDate), mrn].filter(Boolean).join(' · ')
