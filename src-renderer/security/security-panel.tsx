/** What is set and what holds now: for whoever answers for it, on screen and as evidence on paper. */
import { Button } from '@mantine/core'
import { IconPrinter, IconShieldCheck } from '@tabler/icons-react'
import { clockStateText, offsetText } from '../../shared/audit/clock-words.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { criteria, type Met } from '../../shared/security/criteria.ts'
import { getPosture, type Policy } from '../../shared/security/get-posture.ts'
import { verifyLog } from '../../shared/security/verify-log.ts'
import classes from '../access/administration.module.css'
import { FactRows } from '../kernel/fact-rows.tsx'
import { dateTimeText } from '../kernel/dates.ts'
import { Problem } from '../kernel/page.tsx'
import { printPage, PrintFrame } from '../kernel/print.tsx'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { numberText } from '../kernel/pace-text.ts'
import { policyWords } from './posture-words.ts'
import own from './security.module.css'

const metWords: Readonly<Record<Met, string>> = { met: 'Met', look: 'Look', part: 'In part', no: 'Not yet' }

export function SecurityPanel() {
  const answer = useAsk(getPosture, {})
  const verify = useRun(verifyLog)
  if (answer.error) return <Problem>{wordsFor(answer.error)}</Problem>
  if (!answer.data) return null
  const posture = answer.data
  const verdict = verify.data ?? null
  const lines = criteria(posture, verdict)
  const toLook = lines.filter(({ met }) => met === 'look').length
  return (
    <div className={own['panel']}>
      <div className={`${classes['bar']} hf-no-print`}>
        <span className={classes['dim']}>
          {toLook === 0
            ? 'Nothing asks to be looked at.'
            : `${toLook} of ${lines.length} lines ask to be looked at.`}
        </span>
        <Button
          data-push
          variant="default"
          leftSection={<IconShieldCheck size={14} />}
          loading={verify.isPending}
          onClick={() => verify.mutate({})}
        >
          Prove the audit log now
        </Button>
        <Button leftSection={<IconPrinter size={14} />} onClick={() => void printPage('evidence', null)}>
          Print as evidence
        </Button>
      </div>
      <div className={own['scroll']} role="region" aria-label="Security" tabIndex={0}>
        <PrintFrame title="Evidence: access, audit and encryption">
          <p className="hf-print-only">As of {dateTimeText(posture.at)}, as the running system says.</p>
          {verify.error && (
            <p role="alert" className={classes['problem']}>
              {wordsFor(verify.error)}
            </p>
          )}
          <Criteria lines={lines} />
          <Policies policies={posture.policies} />
          <Running posture={posture} verdict={verdict} />
        </PrintFrame>
      </div>
    </div>
  )
}

function Criteria({ lines }: { lines: ReturnType<typeof criteria> }) {
  return (
    <section>
      <h2>What the law asks, and how it stands here</h2>
      <table className={own['table']}>
        <thead>
          <tr>
            <th scope="col">45 CFR</th>
            <th scope="col">Asks</th>
            <th scope="col">Stands</th>
            <th scope="col">Because</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ id, asks, met, says }) => (
            <tr key={id}>
              <td className={own['id']}>{id}</td>
              <th scope="row">{asks}</th>
              <td>
                <span className={`${classes['state']} ${own['met']}`} data-met={met}>
                  {metWords[met]}
                </span>
              </td>
              <td>{says}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** `1 to 10000` as it is read: 1 to 10,000. */
const grouped = (text: string): string => text.replaceAll(/\d{5,}/g, (digits) => numberText(Number(digits)))

function Policies({ policies }: { policies: readonly Policy[] }) {
  return (
    <section>
      <h2>What is set</h2>
      <table className={own['table']}>
        <thead>
          <tr>
            <th scope="col">Policy</th>
            <th scope="col">Now</th>
            <th scope="col">Usual</th>
            <th scope="col">Can be set to</th>
            <th scope="col">What it means</th>
          </tr>
        </thead>
        <tbody>
          {policies.map(({ key, value, usual, range }) => {
            const { name, unit, means } = policyWords[key]
            return (
              <tr key={key} data-changed={value !== usual || undefined}>
                <th scope="row">{name}</th>
                <td>
                  {grouped(value)} {value !== 'never' && unit}
                </td>
                <td>{grouped(usual)}</td>
                <td>{grouped(range) || 'the same everywhere'}</td>
                <td>{means}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function Running({
  posture: { facts },
  verdict,
}: {
  posture: OutputOf<typeof getPosture>
  verdict: OutputOf<typeof verifyLog> | null
}) {
  const { store, people, audit, clock } = facts
  const rows: readonly (readonly [string, string])[] = [
    ['Store', `${store.cipher}, SQLite ${store.sqlite}, migration ${store.schema}`],
    [
      'Cloud',
      facts.connection
        ? `${facts.connection.protocol}, ${facts.connection.cipher}`
        : 'not reached since sign-in',
    ],
    [
      'Certificate of this computer',
      facts.certificateUntil ? `until ${dateTimeText(facts.certificateUntil)}` : 'none',
    ],
    [
      'Audit log',
      `${audit.entries} entries; signed for by the cloud ${audit.witnessedAt ? dateTimeText(audit.witnessedAt) : 'never'}`,
    ],
    [
      'Clock',
      clock === null
        ? 'nothing recorded yet'
        : `${clockStateText(clock)}${clock.measured ? `; ${dateTimeText(clock.measured.at)}: ${offsetText(clock.measured).toLowerCase()}` : '; not compared with the cloud’s yet'}`,
    ],
    [
      'Proven',
      verdict === null
        ? 'not now'
        : `${dateTimeText(verdict.at)}: ${verdict.holds ? 'holds' : `entry ${verdict.firstBad} is not as it was written`}`,
    ],
    ['People', `${people.active} here, ${people.withFactor} with a second factor, ${people.waiting} invited`],
    ['Give access and read charts', people.withBoth.length === 0 ? 'nobody' : people.withBoth.join('; ')],
    ['Last access review', facts.lastReview ? dateTimeText(facts.lastReview) : 'none yet'],
    ['Cases', `${facts.openCases} open, ${facts.overdueCases} overdue`],
    ['Requests for amendment', `${facts.openAmendments} wait, ${facts.overdueAmendments} overdue`],
    ['Times without the cloud not signed off', String(facts.unsignedOutages)],
    ['Last drill at this computer', facts.lastDrill ? dateTimeText(facts.lastDrill) : 'none yet'],
  ]
  return (
    <section>
      <h2>What the running system says</h2>
      <dl className={classes['facts']}>
        <FactRows facts={rows} />
      </dl>
    </section>
  )
}
