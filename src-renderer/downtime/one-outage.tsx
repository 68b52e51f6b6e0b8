/** One time without the cloud, settled up: what was made here, what became of it, what is left to do, and who signs for it. */
import { Link } from '@tanstack/react-router'
import { getOutage, type KeptLine } from '../../shared/downtime/get-outage.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { typeWords } from '../attention/field-words.ts'
import { Answered } from '../charting/section.tsx'
import { counted, setBackWords } from '../cloud/connection-words.ts'
import { dateTimeText, momentText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { useAsk } from '../kernel/queries.ts'
import classes from './downtime.module.css'
import { SignOff } from './sign-off.tsx'

export type OneOutageAnswer = OutputOf<typeof getOutage>
type Account = NonNullable<OneOutageAnswer['account']>

export function OneOutage({ startedAt }: { startedAt: string }) {
  const answer = useAsk(getOutage, { startedAt })
  return (
    <Answered<typeof getOutage> answer={answer}>
      {({ outage, account, drafts }) => (
        <>
          <When outage={outage} />
          {account ? (
            <>
              <Figures account={account} />
              <People people={account.people} />
            </>
          ) : (
            <p className={classes['dim']}>
              {setBackWords[outage.why] ??
                'What was made in that time is kept for 35 days; it cannot be counted any more.'}
            </p>
          )}
          {drafts.length > 0 && <Drafts drafts={drafts} />}
          <SignOff outage={outage} account={account} />
          {account && account.lines.length > 0 && <Lines account={account} />}
        </>
      )}
    </Answered>
  )
}

function When({ outage }: Pick<OneOutageAnswer, 'outage'>) {
  const { endedAt, startedBy, endedBy, until, sentAt } = outage
  return (
    <dl className={classes['facts']}>
      <dt>From</dt>
      <dd>
        {dateTimeText(outage.startedAt)}
        {startedBy && `, begun by ${startedBy}`}
      </dd>
      <dt>To</dt>
      <dd>
        {endedAt ? dateTimeText(endedAt) : until ? `Still; at the latest ${momentText(until)}` : 'Still'}
        {endedAt && until && (endedBy ? `, ended by ${endedBy}` : ', ended by itself')}
      </dd>
      {endedAt && !setBackWords[outage.why] && (
        <>
          <dt>All sent</dt>
          <dd>{sentAt ? dateTimeText(sentAt) : 'Not yet'}</dd>
        </>
      )}
    </dl>
  )
}

function Figures({ account }: { account: Account }) {
  const { made, sent, waiting, refused, settled, lost } = account
  const figures = [
    { name: 'Made here', n: made, tone: undefined },
    { name: 'Sent', n: sent, tone: undefined },
    { name: 'Waits to be sent', n: waiting, tone: undefined },
    { name: 'Refused', n: refused, tone: refused > 0 ? 'problem' : undefined },
    ...(settled > 0 ? [{ name: 'Settled', n: settled, tone: undefined }] : []),
    { name: 'Lost', n: lost, tone: lost > 0 ? 'problem' : 'safe' },
  ]
  return (
    <>
      <dl className={classes['account']} aria-label="Account">
        {figures.map(({ name, n, tone }) => (
          <div key={name} data-tone={tone}>
            <dt>{name}</dt>
            <dd>{n.toLocaleString('en-US')}</dd>
          </div>
        ))}
      </dl>
      {settled > 0 && (
        <p className={classes['dim']}>
          Settled: refused by the cloud, then put right or given up by a person.
        </p>
      )}
      {lost > 0 && (
        <p className={classes['notice']} data-tone="problem">
          {counted(lost, 'change was', 'changes were')} made here and cannot be found any more. Keep this
          workstation as it is and call support.
        </p>
      )}
    </>
  )
}

function People({ people }: Pick<Account, 'people'>) {
  if (people.length === 0) return null
  return (
    <section>
      <h3>By whom</h3>
      <table className={classes['lines']}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            {['Made', 'Sent', 'Waits', 'Refused'].map((head) => (
              <th key={head} scope="col" data-align="right">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map(({ name, made, sent, waiting, refused }) => (
            <tr key={name}>
              <td>{name || 'Not known'}</td>
              {[made, sent, waiting, refused].map((n, index) => (
                <td key={index} data-align="right">
                  {n.toLocaleString('en-US')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const draftWords: Readonly<Record<string, string>> = {
  'patients.register': 'A registration',
  'patients.edit': 'Demographics',
  'exchange.import': 'An import',
  'access.invite': 'An invitation',
  'access.level': 'An access level',
  'access.review': 'An access review',
  'amendments.record': 'A correction a patient asks for',
  'amendments.act': 'An answer to a request for amendment',
  'disclosures.record': 'A disclosure',
  'schedule.book': 'A booking',
  'schedule.change': 'A change of an appointment',
}

function Drafts({ drafts }: Pick<OneOutageAnswer, 'drafts'>) {
  return (
    <section>
      <h3>Begun and not finished</h3>
      <table className={classes['lines']}>
        <tbody>
          {drafts.map(({ by, own, kind, patientId, patientName, savedAt }) => (
            <tr key={`${by}-${kind}-${patientId ?? ''}`}>
              <td>{by}</td>
              <td>
                {own && patientId ? (
                  <Link to="/patients/$patientId/edit" params={{ patientId }}>
                    {draftWords[kind] ?? 'A draft'}
                  </Link>
                ) : own && kind === 'patients.register' ? (
                  <Link to="/patients/new">{draftWords[kind]}</Link>
                ) : (
                  (draftWords[kind] ?? 'A draft')
                )}
                {patientName && ` of ${patientName}`}
              </td>
              <td>{momentText(savedAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const didWords = { made: 'new', changed: 'changed', removed: 'removed' } as const
const stateWords: Readonly<Record<KeptLine['state'], string>> = {
  sent: 'Sent',
  waiting: 'Waits',
  refused: 'Refused',
}

function Lines({ account: { lines, more } }: { account: Account }) {
  return (
    <section>
      <h3>What was done</h3>
      <table className={classes['lines']} aria-label="What was done">
        <thead>
          <tr>
            {['When', 'Who', 'What', 'Patient', 'Now'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={line.op} line={line} />
          ))}
        </tbody>
      </table>
      {more > 0 && <p className={classes['dim']}>and {counted(more, 'more change')}.</p>}
    </section>
  )
}

function Line({ line }: { line: KeptLine }) {
  const me = useMe()
  const { at, by, type, did, changes, patientId, patientName, state, op, conflictId } = line
  const key = conflictId ?? (state === 'refused' ? op : null)
  const now = conflictId ? 'Two versions' : stateWords[state]
  return (
    <tr>
      <td>{momentText(at)}</td>
      <td>{by}</td>
      <td>
        {typeWords(type)}, {didWords[did]}
        {changes > 1 && `, ${counted(changes - 1, 'row')} with it`}
      </td>
      <td>
        {patientId && patientName ? (
          <Link to="/chart/$patientId/$section" params={{ patientId, section: 'summary' }}>
            {patientName}
          </Link>
        ) : (
          ''
        )}
      </td>
      <td>
        {key !== null && me.can('chart.read') ? (
          <Link to="/attention/$key" params={{ key }}>
            {now}
          </Link>
        ) : (
          now
        )}
      </td>
    </tr>
  )
}
