/** The practice's cloud: whether it is there, what happened when it was not, and how one more workstation comes in. */
import { useNavigate } from '@tanstack/react-router'
import { getConnection } from '../../shared/cloud/get-connection.ts'
import { DataTable } from '../kernel/data-table.tsx'
import { dateTimeText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { Empty, Page } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import { AddWorkstation } from './add-workstation.tsx'
import { AuditStanding } from './audit-standing.tsx'
import { ChartsHeld } from './charts-held.tsx'
import { ConnectForm } from './connect-form.tsx'
import { setBackWords, updateWords, waitsText, whyWords, type ConnectionAnswer } from './connection-words.ts'
import { PracticeCode } from './practice-code.tsx'
import { outageColumns } from './outage-columns.tsx'
import classes from './cloud.module.css'

export function CloudScreen() {
  const me = useMe()
  const navigate = useNavigate()
  const { data: it } = useAsk(getConnection, {})
  if (!it) return null
  return (
    <Page title="Cloud" tools={it.address !== null && me.can('user.manage') && <AddWorkstation />}>
      <div className={classes['screen']}>
        {it.address === null ? (
          <ConnectForm
            mayConnect={me.can('practice.configure') || it.isProofLost}
            isProofLost={it.isProofLost}
            toSend={it.toSend}
          />
        ) : (
          <>
            <Standing it={it} />
            <ChartsHeld mayChange={me.can('practice.configure')} />
          </>
        )}
        <AuditStanding isConnected={it.address !== null} />
        <PracticeCode mayRenew={me.can('practice.configure')} />
        <h2 className={classes['listTitle']}>Times without the cloud</h2>
        <DataTable
          label="Times without the cloud"
          rows={it.outages}
          columns={outageColumns}
          onOpen={({ startedAt }) =>
            void navigate({ to: '/downtime/outages/$startedAt', params: { startedAt } })
          }
          rowKey={(row) => row.startedAt}
          patientId={null}
          empty={
            <Empty title="None yet">
              When the cloud cannot be reached for more than a moment, it is written down here: how long, why,
              and that everything was sent after.
            </Empty>
          }
        />
      </div>
    </Page>
  )
}

function Standing({ it }: { it: ConnectionAnswer }) {
  const { state, why, since, lastRead, needsUpdate } = it.connection
  const setBack = it.outages.find((each) => setBackWords[each.why])
  const words = {
    none: 'Its address on this workstation cannot be read. Your work is kept here; call support.',
    connecting: 'Being looked for',
    current: 'Reached; everything is sent and read',
    busy: 'Reached; there is more to send or to read',
    away: `Not reached${since ? ` since ${dateTimeText(since)}` : ''}`,
  }
  return (
    <section className={classes['standing']} aria-label="The practice’s cloud">
      <dl className={classes['facts']}>
        <dt>The practice’s cloud</dt>
        <dd>{it.address}</dd>
        <dt>Now</dt>
        <dd>{needsUpdate && state === 'current' ? updateWords[needsUpdate].now : words[state]}</dd>
        {needsUpdate && (
          <>
            <dt>Version</dt>
            <dd>{updateWords[needsUpdate].long}</dd>
          </>
        )}
        {state === 'away' && why && (
          <>
            <dt>Why</dt>
            <dd>{whyWords[why]}</dd>
          </>
        )}
        {setBack && (
          <>
            <dt>On {dateTimeText(setBack.startedAt)}</dt>
            <dd>{setBackWords[setBack.why]}</dd>
          </>
        )}
        <dt>Others’ work read up to</dt>
        <dd>{lastRead ? dateTimeText(lastRead) : 'Not since sign-in'}</dd>
        <dt>Waits to be sent</dt>
        <dd>{waitsText(it)}</dd>
      </dl>
    </section>
  )
}
