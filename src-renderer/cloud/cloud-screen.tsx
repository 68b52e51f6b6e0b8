/** The practice's cloud: whether it is there, what happened when it was not, and how one more workstation comes in. */
import { getConnection, type Outage } from '../../shared/cloud/get-connection.ts'
import { DataTable, type Column } from '../kernel/data-table.tsx'
import { dateTimeText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { Empty, Page } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import { AddWorkstation } from './add-workstation.tsx'
import { ConnectForm } from './connect-form.tsx'
import { lengthText, setBackWords, whyNames, whyWords, type ConnectionAnswer } from './connection-words.ts'
import classes from './cloud.module.css'

const columns: readonly Column<Outage>[] = [
  {
    id: 'started',
    head: 'From',
    width: '170px',
    value: (row) => row.startedAt,
    cell: (row) => dateTimeText(row.startedAt),
  },
  {
    id: 'ended',
    head: 'To',
    width: '170px',
    value: (row) => row.endedAt,
    cell: (row) => (row.endedAt ? dateTimeText(row.endedAt) : 'Still'),
  },
  {
    id: 'length',
    head: 'How long',
    width: '120px',
    value: (row) => (row.endedAt ? Date.parse(row.endedAt) - Date.parse(row.startedAt) : null),
    cell: (row) => (row.endedAt && !setBackWords[row.why] ? lengthText(row.startedAt, row.endedAt) : ''),
  },
  { id: 'why', head: 'Why', value: (row) => whyNames[row.why] ?? '' },
  {
    id: 'waiting',
    head: 'Kept here meanwhile',
    width: '160px',
    align: 'right',
    value: (row) => row.waiting,
    cell: (row) => row.waiting?.toLocaleString('en-US') ?? '',
  },
  {
    id: 'sent',
    head: 'All sent',
    width: '170px',
    value: (row) => row.sentAt,
    cell: (row) => (row.sentAt ? dateTimeText(row.sentAt) : row.endedAt ? 'Being sent' : ''),
  },
]

export function CloudScreen() {
  const me = useMe()
  const { data: it } = useAsk(getConnection, {})
  if (!it) return null
  return (
    <Page title="Cloud" tools={it.address !== null && me.can('user.manage') && <AddWorkstation />}>
      <div className={classes['screen']}>
        {it.address === null ? (
          <ConnectForm mayConnect={me.can('practice.configure')} toSend={it.toSend} />
        ) : (
          <Standing it={it} />
        )}
        <h2 className={classes['listTitle']}>Times without the cloud</h2>
        <DataTable
          label="Times without the cloud"
          rows={it.outages}
          columns={columns}
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
  const { state, why, since, lastRead } = it.connection
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
        <dd>{words[state]}</dd>
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
        <dd>{it.toSend === 0 ? 'Nothing' : `${it.toSend.toLocaleString('en-US')} changes`}</dd>
      </dl>
    </section>
  )
}
