import { Button, Group } from '@mantine/core'
import type { FormValues } from './demographics-values.ts'
import classes from './demographics-form.module.css'

type Props = { mine: FormValues; present: FormValues; onKeepMine(): void; onTakePresent(): void }

const names: Readonly<Record<string, string>> = {
  family: 'Family name',
  given: 'Given name',
  middle: 'Middle names',
  preferredName: 'Called',
  birthDate: 'Birth date',
  birthSex: 'Sex at birth',
  maritalStatus: 'Marital status',
  primaryCare: 'Primary care',
  contact: 'In an emergency',
}

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(textOf).join('; ')
  if (typeof value === 'object') return Object.values(value).map(textOf).filter(Boolean).join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Yours and theirs, field by field: nothing is overwritten without being seen. */
export function Compare({ mine, present, onKeepMine, onTakePresent }: Props) {
  const fields = [
    ...Object.keys(mine.demographics).map((key) => ({
      key,
      mine: mine.demographics[key as keyof FormValues['demographics']] as unknown,
      present: present.demographics[key as keyof FormValues['demographics']] as unknown,
    })),
    {
      key: 'insurance',
      mine: mine.coverages.map(({ payerName, memberId }) => ({ payerName, memberId })),
      present: present.coverages.map(({ payerName, memberId }) => ({ payerName, memberId })),
    },
  ].filter((field) => textOf(field.mine) !== textOf(field.present))
  return (
    <section aria-labelledby="compare-title" style={{ marginBottom: 16 }}>
      <h2 id="compare-title">Two versions</h2>
      <table className={classes['compare']}>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Yours</th>
            <th scope="col">Present</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ key, mine: yours, present: theirs }) => (
            <tr key={key}>
              <th scope="row">{names[key] ?? key}</th>
              <td>{textOf(yours) || '–'}</td>
              <td>{textOf(theirs) || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Group gap="xs">
        <Button onClick={onKeepMine}>Save mine over it</Button>
        <Button variant="default" onClick={onTakePresent}>
          Start from the present one
        </Button>
      </Group>
    </section>
  )
}
