import { Button, NumberInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { startDrill } from '../../shared/downtime/start-drill.ts'
import { lengthText } from '../cloud/connection-words.ts'
import { dateTimeText, momentText, timeText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './downtime.module.css'
import { useEndDrill } from './end-drill.ts'
import { agoText, type Readiness } from './readiness-panel.tsx'

/** A time without the cloud that is meant: when there was one last, and the next. */
export function Drill({ it }: { it: Readiness }) {
  const me = useMe()
  return (
    <section className={classes['part']} aria-labelledby="drill-title">
      <h2 id="drill-title">Drill</h2>
      <p className={classes['dim']}>
        For the time you choose this computer does not speak to the cloud, and everybody works on as in an
        outage. Afterwards everything is sent, and you see an account of it. Other computers are not
        concerned.
      </p>
      {it.drill ? (
        <Running until={it.drill.until} />
      ) : !it.hasCloud ? (
        <p className={classes['dim']} style={{ marginTop: 8 }}>
          This computer is not connected to a cloud: it works without one every day, and there is nothing to
          try.
        </p>
      ) : me.can('practice.configure') ? (
        <Start />
      ) : (
        <p className={classes['dim']} style={{ marginTop: 8 }}>
          A practice manager or an administrator starts a drill.
        </p>
      )}
      <dl className={classes['facts']} style={{ marginTop: 12 }}>
        <dt>Last drill here</dt>
        <dd>
          {it.lastDrill ? (
            <>
              {dateTimeText(it.lastDrill.startedAt)},{' '}
              {lengthText(it.lastDrill.startedAt, it.lastDrill.endedAt)}, {agoText(it.lastDrill.endedAt)}.{' '}
              <Link to="/downtime/outages/$startedAt" params={{ startedAt: it.lastDrill.startedAt }}>
                See its account
              </Link>
              {it.lastDrill.signedAt === null && ', not signed off yet'}
            </>
          ) : (
            'None yet. HIPAA asks for contingency plans that are tested; once a quarter is a good habit.'
          )}
        </dd>
      </dl>
    </section>
  )
}

function Start() {
  const [minutes, setMinutes] = useState<number | string>(30)
  const start = useRun(startDrill, {
    onSuccess: ({ until }) =>
      notify(`The drill has begun. It ends at ${timeText(until)}, or when you end it.`),
    onError: (error) => notify(wordsFor(error), 'problem'),
  })
  const chosen = Number(minutes)
  const valid = Number.isInteger(chosen) && chosen >= 1 && chosen <= 480
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault()
        if (valid) start.mutate({ minutes: chosen })
      }}
    >
      <NumberInput
        label="Minutes"
        value={minutes}
        onChange={setMinutes}
        min={1}
        max={480}
        allowDecimal={false}
        w={96}
        error={!valid}
      />
      <Button type="submit" loading={start.isPending} disabled={!valid}>
        Start the drill
      </Button>
    </form>
  )
}

function Running({ until }: { until: string }) {
  const end = useEndDrill()
  return (
    <div className={classes['notice']} role="status">
      <b>A drill is under way until {momentText(until)}.</b> Nothing is sent to the cloud or read from it.
      Everything is saved here.
      <div className={classes['buttons']}>
        <Button loading={end.isPending} onClick={() => end.mutate({})}>
          End the drill
        </Button>
      </div>
    </div>
  )
}
