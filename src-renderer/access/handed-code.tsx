import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { CodeGroups } from '../kernel/code-groups.tsx'
import { dateTimeText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { Page } from '../kernel/page.tsx'
import { printPage } from '../kernel/print.tsx'
import classes from './administration.module.css'
import sheet from './handed-code.module.css'
import { useHandedCode, type Handed } from './handed-codes.ts'

/** Shown once and stored nowhere: what is handed to somebody on paper is the only copy there will be. */
export function HandedCode({ code: { displayName, username, code, until, why } }: { code: Handed }) {
  const me = useMe()
  const [given, setGiven] = useState(false)
  const { show } = useHandedCode()
  return (
    <Page title={why === 'invited' ? 'Invitation' : 'New code'}>
      <div className={sheet['handed']}>
        <h2>{displayName}</h2>
        <p className={`${classes['dim']} hf-no-print`}>
          {why === 'invited'
            ? 'On the sign-in screen they choose “I have an invitation”, type their user name and this code, and choose their password.'
            : 'On the sign-in screen they choose “I have an invitation”, type their user name and this code, and choose a new password. What they came in with before is void.'}{' '}
          The code is shown this once and stored nowhere; should it be lost, give them a new one.
        </p>
        <p className="hf-print-only">
          {me.practiceName}. On the sign-in screen of any computer of the practice, choose{' '}
          <b>I have an invitation</b> (where somebody has locked the screen, first <b>Someone else</b>). Type
          this user name and this code, and choose a password of your own. Have your telephone with you: it
          may be asked for. The code is good once. Show this sheet to nobody, and destroy it afterwards.
        </p>
        <dl className={classes['facts']}>
          <dt>User name</dt>
          <dd>{username}</dd>
          <dt>Good until</dt>
          <dd>{dateTimeText(until)}</dd>
        </dl>
        <div className={sheet['code']} role="group" aria-label="Code">
          <CodeGroups code={code} />
        </div>
        <div className={`${sheet['form']} hf-no-print`}>
          <Checkbox
            label="The code is printed or written down, and goes to nobody else"
            checked={given}
            onChange={(event) => setGiven(event.currentTarget.checked)}
          />
          <div className={classes['buttons']}>
            <Button size="sm" autoFocus onClick={() => void printPage('handed-code', null)}>
              Print the sheet
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
