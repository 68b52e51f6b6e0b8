/** For how long what is kept: what is usual, the least, and what the practice has set. */
import { Button, NumberInput } from '@mantine/core'
import { useState } from 'react'
import {
  classes as bounds,
  classNames,
  mostYears,
  type Retention,
} from '../../shared/access/retention-classes.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { getRetention, setRetention } from '../../shared/retention/set-retention.ts'
import classes from '../access/administration.module.css'
import { notify } from '../kernel/notify.ts'
import { Problem } from '../kernel/page.tsx'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { classWords } from './retention-words.ts'
import own from './retention.module.css'

export function KeepPolicy() {
  const answer = useAsk(getRetention, {})
  if (answer.error) return <Problem>{wordsFor(answer.error)}</Problem>
  return answer.data ? <Form key={answer.data.version} given={answer.data} /> : null
}

function Form({ given: { retention, version } }: { given: OutputOf<typeof getRetention> }) {
  const [years, setYears] = useState<Readonly<Record<keyof Retention, number | ''>>>(retention)
  const save = useRun(setRetention, {
    onSuccess: () => notify('Saved. It holds everywhere once this computer has reached the cloud.'),
  })
  const isYears = (name: keyof Retention) => {
    const value = years[name]
    return value !== '' && value >= bounds[name].floor && value <= mostYears
  }
  const isFine = classNames.every(isYears)
  const isChanged = classNames.some((name) => years[name] !== retention[name])
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (isFine) save.mutate({ retention: years as Retention, version })
      }}
    >
      <table className={own['classes']}>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Years</th>
            <th scope="col">Usual</th>
            <th scope="col">At least</th>
            <th scope="col">Counted</th>
          </tr>
        </thead>
        <tbody>
          {classNames.map((name) => (
            <tr key={name}>
              <th scope="row">{classWords[name].name}</th>
              <td>
                <NumberInput
                  aria-label={`Years: ${classWords[name].name}`}
                  min={bounds[name].floor}
                  max={mostYears}
                  clampBehavior="none"
                  allowDecimal={false}
                  hideControls
                  styles={{ input: { width: 72 } }}
                  value={years[name]}
                  onChange={(value) => setYears({ ...years, [name]: typeof value === 'number' ? value : '' })}
                  error={!isYears(name) && `${bounds[name].floor} to ${mostYears}`}
                />
              </td>
              <td>{bounds[name].usual}</td>
              <td>{bounds[name].floor}</td>
              <td>{classWords[name].about}</td>
            </tr>
          ))}
        </tbody>
      </table>
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
