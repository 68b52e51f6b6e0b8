import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { chooseForPack } from '../../shared/downtime/choose-for-pack.ts'
import { findPatients, type PatientLine } from '../../shared/patients/find-patients.ts'
import { dateText } from '../kernel/dates.ts'
import { notify, notifyUndo } from '../kernel/notify.ts'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'

/** Puts a patient into the pack by hand: found as everywhere, by name, birth date, number or phone. */
export function AddToPack() {
  const [text, setText] = useState('')
  const list = useCombobox({ onDropdownClose: () => list.resetSelectedOption() })
  const typed = text.trim()
  const { data } = useAsk(findPatients, { text: typed, limit: 8 }, { enabled: typed !== '' })
  const lines = typed === '' ? [] : (data?.lines ?? [])
  const choose = useRun(chooseForPack, { onError: (error) => notify(wordsFor(error), 'problem') })
  const put = (line: PatientLine | undefined) => {
    if (!line) return
    const { patientId, name } = line
    choose.mutate(
      { patientId, choice: 'in' },
      {
        onSuccess: () =>
          notifyUndo(`${name} is in the next pack.`, () => choose.mutate({ patientId, choice: 'none' })),
      },
    )
    setText('')
    list.closeDropdown()
  }
  return (
    <Combobox
      store={list}
      withinPortal={false}
      onOptionSubmit={(id) => put(lines.find(({ patientId }) => patientId === id))}
    >
      <Combobox.Target>
        <TextInput
          w={380}
          leftSection={<IconUserPlus size={14} aria-hidden="true" />}
          placeholder="Put a patient in: name, birth date, MRN, phone"
          aria-label="Put a patient into the pack"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            list.openDropdown()
            list.updateSelectedOptionIndex()
          }}
          onFocus={() => typed !== '' && list.openDropdown()}
          onBlur={() => list.closeDropdown()}
          autoComplete="off"
          spellCheck={false}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={typed === ''}>
        <Combobox.Options aria-label="Patients found">
          {lines.map(({ patientId, name, birthDate, mrn }) => (
            <Combobox.Option key={patientId} value={patientId}>
              {[name || 'No name', birthDate ? dateText(birthDate) : 'birth date unknown', `MRN ${mrn}`].join(
                ' · ',
              )}
            </Combobox.Option>
          ))}
          {data && lines.length === 0 && <Combobox.Empty>Nobody is found</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
