import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { kitHours } from '../../shared/access/emergency-kit.ts'
import { logCodePrint } from '../../shared/access/log-code-print.ts'
import { CodeGroups } from '../kernel/code-groups.tsx'
import { dateTimeText } from '../kernel/dates.ts'
import { run } from '../kernel/holdfast.ts'
import { useMe } from '../kernel/me.ts'
import { Page } from '../kernel/page.tsx'
import { printRecorded } from '../kernel/print.tsx'
import classes from './administration.module.css'
import sheet from './handed-code.module.css'
import { useMadeKit, type MadeKit } from './made-kit.ts'

/** Three sheets for three people. Shown once and stored nowhere. */
export function KitSheets({ kit: { madeAt, sheets } }: { kit: MadeKit }) {
  const me = useMe()
  const [given, setGiven] = useState(false)
  const { show } = useMadeKit()
  const print = () => printRecorded(() => run(logCodePrint, { what: 'emergency-kit' }))
  return (
    <Page title="Emergency kit">
      <div className={sheet['handed']}>
        <p className={`${classes['dim']} hf-no-print`}>
          One sheet for each of the three, in a sealed envelope, kept in three places. Any two of them open a
          workstation of the practice for reading; one alone opens nothing. They are shown this once and
          stored nowhere. A kit that was made before is void.
        </p>
        {sheets.map(({ name, code }, index) => (
          <section key={name} className={`${sheet['kitSheet']} ${index > 0 ? sheet['nextSheet'] : ''}`}>
            <h2>{name}</h2>
            <p className="hf-print-only">
              {me.practiceName}. Sheet {index + 1} of 3 of the emergency kit, made {dateTimeText(madeAt)}. For
              the day on which nobody can sign in: at any workstation of the practice choose{' '}
              <b>Emergency kit…</b> on the sign-in screen (where somebody has locked it, first{' '}
              <b>Someone else</b>). Two of the three sheets open it for reading and printing, for {kitHours}{' '}
              hours; what is looked at is recorded. Keep this sheet in a sealed envelope, apart from the other
              two and from the computers.
            </p>
            <div className={sheet['code']} role="group" aria-label={`Sheet of ${name}`}>
              <CodeGroups code={code} />
            </div>
          </section>
        ))}
        <div className={`${sheet['form']} hf-no-print`}>
          <Checkbox
            label="The three sheets are printed or written down, and go to three people"
            checked={given}
            onChange={(event) => setGiven(event.currentTarget.checked)}
          />
          <div className={classes['buttons']}>
            <Button size="sm" autoFocus onClick={() => void print()}>
              Print the three sheets
            </Button>
            <Button size="sm" variant="default" disabled={!given} onClick={() => show(null)}>
              Done
            </Button>
          </div>
        </div>
      </div>
    </Page>
  )
}
