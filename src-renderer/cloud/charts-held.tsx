/** Which charts are on this computer, what comes and goes, and by which rule. */
import { Button, Checkbox, NativeSelect, Progress, Radio } from '@mantine/core'
import { useState } from 'react'
import { getChartsHeld } from '../../shared/cloud/get-charts-held.ts'
import { holdCharts } from '../../shared/cloud/hold-charts.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { suggestedHolding, type Holding } from '../../shared/sync/charts.ts'
import { notify } from '../kernel/notify.ts'
import { numberText, paceText } from '../kernel/pace-text.ts'
import { useAsk, useRun } from '../kernel/queries.ts'
import { sizeText } from '../kernel/size-text.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './cloud.module.css'

type ChartsHeld = OutputOf<typeof getChartsHeld>

export function ChartsHeld({ mayChange }: { mayChange: boolean }) {
  const { data: it } = useAsk(getChartsHeld, {})
  const [changing, setChanging] = useState(false)
  if (!it) return null
  return (
    <section className={classes['standing']} aria-labelledby="charts-held">
      <h2 id="charts-held">Charts on this computer</h2>
      <dl className={classes['facts']}>
        <dt>Here now</dt>
        <dd>
          {it.held === it.total
            ? it.total === 1
              ? 'The one chart there is'
              : `All ${numberText(it.total)} charts`
            : `${numberText(it.held)} of ${numberText(it.total)} charts`}
          {` · ${sizeText(it.bytes)}, encrypted`}
        </dd>
        <dt>To be here</dt>
        <dd>
          {holdingText(it.holding)}
          {!it.isSetHere && ' (as the practice has it)'}
        </dd>
      </dl>
      {it.work && <Work work={it.work} />}
      {mayChange &&
        (changing ? (
          <Change it={it} onDone={() => setChanging(false)} />
        ) : (
          <Button variant="default" className={classes['change']} onClick={() => setChanging(true)}>
            Change which charts are here
          </Button>
        ))}
    </section>
  )
}

function Work({ work }: { work: NonNullable<ChartsHeld['work']> }) {
  const words = work.what === 'bringing' ? 'Charts come from the cloud' : 'Looking for charts that can go'
  return (
    <div className={classes['work']}>
      <Progress value={work.total === 0 ? 0 : (100 * work.done) / work.total} aria-label={words} />
      <p role="status">
        {words}: {numberText(work.done)} of {numberText(work.total)}
        {paceText(work)}
      </p>
    </div>
  )
}

const monthsOffered = [3, 6, 12, 18, 24, 36, 60]
const daysOffered = [7, 30, 90, 180, 365]
/** What is offered, and what is set already where that is something else. */
const offered = (values: readonly number[], present: number, unit: string) =>
  [...new Set([...values, present])]
    .toSorted((a, b) => a - b)
    .map((value) => ({ value: String(value), label: `${value} ${unit}` }))

function Change({ it, onDone }: { it: ChartsHeld; onDone(): void }) {
  const [kind, setKind] = useState<'every' | 'recent'>(it.holding ? 'recent' : 'every')
  const [{ months, days }, setRecent] = useState(it.holding ?? suggestedHolding)
  const [forPractice, setForPractice] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const save = useRun(holdCharts, {
    onSuccess: () => {
      notify('Charts come and go in the background. Work goes on.')
      onDone()
    },
    onError: (error) => setProblem(wordsFor(error)),
  })
  const holding: Holding = kind === 'every' ? null : { months, days }
  return (
    <form
      className={classes['form']}
      aria-label="Which charts are on this computer"
      onSubmit={(event) => {
        event.preventDefault()
        setProblem(null)
        save.mutate({ holding, of: forPractice ? 'practice' : 'workstation' })
      }}
      onKeyDown={(event) => event.key === 'Escape' && onDone()}
    >
      <Radio.Group label="From now on" value={kind} onChange={setKind}>
        <div className={classes['choices']}>
          <Radio
            value="every"
            label="Every chart"
            description="In an outage nothing is missing. The right choice for a computer that stays in the practice."
            data-autofocus
          />
          <Radio
            value="recent"
            label="Recent charts only"
            description="Less to lose with a laptop. Any other chart comes from the cloud when it is opened, as long as the cloud can be reached."
          />
        </div>
      </Radio.Group>
      {kind === 'recent' && (
        <div className={classes['recent']}>
          <NativeSelect
            label="Seen, or with results or documents, in the last"
            data={offered(monthsOffered, months, 'months')}
            value={String(months)}
            onChange={(event) => setRecent({ days, months: Number(event.currentTarget.value) })}
          />
          <NativeSelect
            label="Or opened here in the last"
            data={offered(daysOffered, days, 'days')}
            value={String(days)}
            onChange={(event) => setRecent({ months, days: Number(event.currentTarget.value) })}
          />
        </div>
      )}
      <p className={classes['dim']}>
        Demographics, insurance, allergies and alerts of every patient are always here. A chart with unsent
        work, a draft, or two versions of something stays until that is done.
      </p>
      <Checkbox
        label="For every computer of the practice that is not set otherwise"
        checked={forPractice}
        onChange={(event) => setForPractice(event.currentTarget.checked)}
      />
      <div role="alert" hidden={problem === null} className={classes['problem']}>
        {problem}
      </div>
      <div className={classes['formTools']}>
        <Button type="submit" loading={save.isPending}>
          Hold these charts
        </Button>
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

const holdingText = (holding: Holding): string =>
  holding === null
    ? 'Every chart'
    : `Active in the last ${holding.months} months, or opened here in the last ${holding.days} days`
