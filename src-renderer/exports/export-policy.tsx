import { Button, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { exportLimits } from '../../shared/access/export-policy.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { getExportPolicy, setExportPolicy } from '../../shared/exports/set-export-policy.ts'
import classes from '../access/administration.module.css'
import { notify } from '../kernel/notify.ts'
import { Problem } from '../kernel/page.tsx'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { number } from './export-words.ts'
import own from './exports.module.css'

export function ExportPolicyForm() {
  const answer = useAsk(getExportPolicy, {})
  if (answer.error) return <Problem>{wordsFor(answer.error)}</Problem>
  return answer.data ? <Form key={answer.data.version} given={answer.data} /> : null
}

const fields = [
  {
    key: 'exportAlone',
    limits: exportLimits.alone,
    label: 'Patients one person may export alone',
    description: 'An export of more needs a second person who approves it.',
  },
  {
    key: 'exportMost',
    limits: exportLimits.most,
    label: 'Patients in one export at most',
    description: 'More than that is refused, whoever approves it.',
  },
] as const

function Form({ given: { policy, version } }: { given: OutputOf<typeof getExportPolicy> }) {
  const seen = {
    exportAlone: policy.exportAlone ?? exportLimits.alone.usual,
    exportMost: policy.exportMost ?? exportLimits.most.usual,
  }
  const [values, setValues] = useState<Record<keyof typeof seen, number | ''>>(seen)
  const save = useRun(setExportPolicy, {
    onSuccess: () => notify('Saved. It holds everywhere once this computer has reached the cloud.'),
  })
  const isFine = fields.every(({ key, limits }) => {
    const value = values[key]
    return value !== '' && value >= limits.least && value <= limits.most
  })
  const isChanged = fields.some(({ key }) => values[key] !== seen[key])
  return (
    <form
      className={own['policy']}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isFine || !isChanged) return
        const { exportAlone, exportMost } = values
        save.mutate({
          policy: { exportAlone: Number(exportAlone), exportMost: Number(exportMost) },
          version,
        })
      }}
    >
      {fields.map(({ key, limits, label, description }) => (
        <NumberInput
          key={key}
          label={label}
          description={`${description} ${number(limits.least)} to ${number(limits.most)}, usually ${number(limits.usual)}.`}
          min={limits.least}
          max={limits.most}
          clampBehavior="none"
          allowDecimal={false}
          hideControls
          styles={{ input: { width: 120 } }}
          value={values[key]}
          onChange={(value) => setValues({ ...values, [key]: typeof value === 'number' ? value : '' })}
          error={
            (values[key] === '' || values[key] < limits.least || values[key] > limits.most) &&
            `${number(limits.least)} to ${number(limits.most)}`
          }
        />
      ))}
      {save.error && (
        <p role="alert" className={classes['problem']}>
          {wordsFor(save.error)}
        </p>
      )}
      <div className={classes['buttons']}>
        <Button type="submit" loading={save.isPending} disabled={!isFine || !isChanged}>
          Save
        </Button>
      </div>
    </form>
  )
}
