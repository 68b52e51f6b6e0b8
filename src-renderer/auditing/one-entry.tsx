import { Anchor, Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { clockStateText, offsetText, utcOffsetText } from '../../shared/audit/clock-words.ts'
import type { LogScope } from '../../shared/auditing/covered.ts'
import { wordsOfCategory, wordsOfOutcome, wordsOfParts } from '../../shared/auditing/entry-words.ts'
import type { EntryFilter } from '../../shared/auditing/entry-line.ts'
import { getEntry } from '../../shared/auditing/get-entry.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { dateText, dateTimeText } from '../kernel/dates.ts'
import { Problem } from '../kernel/page.tsx'
import { numberText } from '../kernel/pace-text.ts'
import { useAsk } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './auditing.module.css'
import { actorText, patientText, reasonText, secondsText, whatText } from './entry-text.ts'

type Props = Readonly<{ scope: LogScope; n: number; onFilter(change: Partial<EntryFilter>): void }>

/** Everything that was recorded, and what vouches for it. */
export function OneEntry({ scope, n, onFilter }: Props) {
  const { data: it, error } = useAsk(getEntry, { scope, n })
  const navigate = useNavigate()
  if (error) return <Problem>{wordsFor(error)}</Problem>
  if (!it) return null
  const { patient, actor, session, op } = it
  const only = (words: string, change: Partial<EntryFilter>) => (
    <Anchor component="button" type="button" onClick={() => onFilter(change)}>
      {words}
    </Anchor>
  )
  return (
    <div className={classes['entry']}>
      <p className={classes['vouched']} data-tone={it.holds ? 'holds' : 'fails'}>
        {it.holds
          ? 'It says what was hashed when it was written, and goes on from the entry before it.'
          : 'It is not what it was when it was written, or does not go on from the entry before it. Keep this computer as it is and call support.'}
      </p>
      <Facts
        of={[
          ['What', whatText(it)],
          ['When', secondsText(it.at)],
          ['Who', actor ? only(actorText(it), { actor: actor.userId }) : actorText(it)],
          patient && ['Patient', only(patientText(it), { patientId: patient.patientId })],
          patient && patient.name !== '' && ['Born, MRN', `${dateText(patient.birthDate)} · ${patient.mrn}`],
          ['Kind of data', wordsOfCategory(it.category)],
          ['Outcome', wordsOfOutcome(it.outcome)],
          it.reason !== null && ['Reason', reasonText(it.reason)],
          ...detailOf(it.detail),
        ]}
      />
      {patient && patient.name !== '' && (
        <Button
          variant="default"
          onClick={() =>
            void navigate({ to: '/audit/patient/$patientId', params: { patientId: patient.patientId } })
          }
        >
          Who saw this patient’s chart
        </Button>
      )}
      <h3>As it is recorded</h3>
      <Facts
        mono
        of={[
          ['Action', only(it.action, { action: it.action })],
          it.reason !== null && ['Reason', only(it.reason, { reason: it.reason })],
          session !== null && ['Session', only(session, { session })],
          op !== null && ['Change', only(op, { op })],
          patient && ['Patient', patient.patientId],
          actor && ['Person', actor.userId],
          ['Workstation', it.workstation],
          ['Clock (UTC)', it.at],
          ['Steady clock', `${it.mono.toLocaleString('en-US')} ms`],
          ['Start', it.boot],
        ]}
      />
      <h3>The clock it is dated by</h3>
      <Facts of={clockFacts(it.clock, scope)} />
      <h3>In the chain</h3>
      <Facts
        mono
        of={[
          ['Number', it.number.toLocaleString('en-US')],
          it.tree && ['In the tree', `Leaf ${numberText(it.n)} of ${numberText(it.tree.size)}`],
          it.tree && ['Root', it.tree.root],
          ['Part of the log', String(it.epoch)],
          ['Hash', it.hash],
          it.nonce !== null && ['After receipt', it.nonce],
          [
            'Witnessed',
            it.witnessedAt === null
              ? 'Not signed for by the cloud yet'
              : it.tree
                ? `The tree, read here leaf by leaf, has the root that the cloud signed ${dateTimeText(it.witnessedAt)}`
                : `By the cloud, ${dateTimeText(it.witnessedAt)}`,
          ],
        ]}
      />
    </div>
  )
}

/** What was recorded of it since the same start, before the entry or else after it. */
function clockFacts(
  { said, measured, corrected }: OutputOf<typeof getEntry>['clock'],
  scope: LogScope,
): readonly Fact[] {
  const by = (n: number) => `(entry ${numberText(n)}${scope === 'all' ? ' of the practice' : ''})`
  return [
    ['Offset from UTC', said?.utcOffset == null ? 'Not recorded' : utcOffsetText(said.utcOffset)],
    ['State', said ? `${clockStateText(said)} ${by(said.n)}` : 'Nothing was recorded of it'],
    ['Offset', measured ? `${offsetText(measured)} ${by(measured.n)}` : 'Not compared since that start'],
    corrected !== null && ['By the cloud’s time', secondsText(corrected)],
  ]
}

type Fact = readonly [name: string, value: ReactNode] | null | false

function Facts({ of, mono = false }: { of: readonly Fact[]; mono?: boolean }) {
  return (
    <dl className={classes['facts']} data-mono={mono || undefined}>
      {of
        .filter((fact) => fact !== null && fact !== false)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

/** Counts, versions and names of policies, by what they are called in the log. */
const detailOf = (detail: string): readonly Fact[] =>
  Object.entries(JSON.parse(detail) as Record<string, string | number | boolean>).map(
    ([name, value]) =>
      [
        name.replaceAll(/([A-Z])/g, ' $1').replace(/^./, (first) => first.toUpperCase()),
        name === 'parts' ? wordsOfParts(String(value)) : String(value),
      ] as const,
  )
