/** Of a series: this visit, this and those that follow, or all. Of a group: this patient, or everybody. */
import { SegmentedControl } from '@mantine/core'
import { useId } from 'react'
import type { SeriesScope } from '../../shared/schedule/edit-series.ts'
import classes from './series.module.css'

export const scopeWords: Readonly<Record<SeriesScope, string>> = {
  one: 'This one',
  following: 'This and following',
  all: 'All',
}
const scopes = Object.entries(scopeWords).map(([value, label]) => ({ value: value as SeriesScope, label }))

export function WhichVisits({ value, onChange }: { value: SeriesScope; onChange(scope: SeriesScope): void }) {
  return <Which title="Which visits" value={value} data={scopes} onChange={onChange} />
}

export function WhichPatients({
  name,
  count,
  value,
  onChange,
}: {
  name: string
  count: number
  value: 'one' | 'all'
  onChange(value: 'one' | 'all'): void
}) {
  const data = [
    { value: 'all' as const, label: `All ${count}` },
    { value: 'one' as const, label: `Only ${name}` },
  ]
  return <Which title="Who" value={value} data={data} onChange={onChange} />
}

function Which<Value extends string>({
  title,
  value,
  data,
  onChange,
}: {
  title: string
  value: Value
  data: { value: Value; label: string }[]
  onChange(value: Value): void
}) {
  const id = useId()
  return (
    <div className={classes['which']}>
      <span id={id}>{title}</span>
      <SegmentedControl
        fullWidth
        aria-labelledby={id}
        value={value}
        data={data}
        onChange={(next) => onChange(next)}
      />
    </div>
  )
}
