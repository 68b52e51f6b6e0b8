/** The practice's log at this workstation: whether it is kept here, how far it has come, and what it covers. */
import { Button, Modal } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { Covered } from '../../shared/auditing/covered.ts'
import { dropWholeLog, getWholeLog, keepWholeLog } from '../../shared/auditing/whole-log.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { counted } from '../cloud/connection-words.ts'
import { dateText, momentText } from '../kernel/dates.ts'
import { notify } from '../kernel/notify.ts'
import { numberText } from '../kernel/pace-text.ts'
import { Empty, Problem } from '../kernel/page.tsx'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './auditing.module.css'
import { missingText, nameOf, upToText } from './covers-words.ts'
import { chooseScope, useScope } from './scope-choice.tsx'

type Now = OutputOf<typeof getWholeLog>

/** Somebody looks at it: it is asked for again while they do. */
const lookMs = 15_000
/** The lane of the own log hears of a cloud that was restored within a quarter of an hour. */
const stalledMs = 45 * 60_000

/** What is below is drawn where its log is here; else what is to be done for it. */
export function ScopeGate({ children }: { children: ReactNode }) {
  const scope = useScope()
  if (scope === 'here') return children
  return <WholeGate>{children}</WholeGate>
}

function WholeGate({ children }: { children: ReactNode }) {
  const { data, error } = useAsk(getWholeLog, {}, { refetchInterval: lookMs })
  if (error) return <Problem>{wordsFor(error)}</Problem>
  if (!data) return null
  if (!data.whole) return <NotKept hasCloud={data.hasCloud} />
  if (data.whole.broken)
    return (
      <Problem>The file of the practice’s log cannot be opened. The disk may be full or read-only.</Problem>
    )
  const standing = standingOf(data)
  return (
    <div className={classes['whole']}>
      {standing ? (
        <p className={`${classes['standing']} hf-no-print`} role="status" data-tone={standing.tone}>
          {standing.words}
        </p>
      ) : (
        <span />
      )}
      {data.whole.size === 0 ? <Nothing now={data} /> : children}
    </div>
  )
}

function Nothing({ now }: { now: Now }) {
  return (
    <div className={classes['ask']}>
      <Empty title="Nothing has come yet">
        {now.isReached
          ? 'The entries of all workstations are on their way from the cloud. You can go on with something else meanwhile.'
          : 'The cloud cannot be reached. What was recorded everywhere comes by itself as soon as it can.'}
      </Empty>
    </div>
  )
}

function NotKept({ hasCloud }: { hasCloud: boolean }) {
  const keep = useRun(keepWholeLog, { onError: (error) => notify(wordsFor(error), 'problem') })
  return (
    <div className={classes['ask']}>
      <Empty title="The practice’s log is not kept at this workstation">
        <p className={classes['lead']}>
          {hasCloud
            ? 'Kept here, it can be read, filtered and reported on without a network: who did what at every workstation. It comes from the cloud in the background, and this workstation proves each entry of it again. It is encrypted, and opens for whoever may read the audit log.'
            : 'The entries of other workstations come from the practice’s cloud, and this workstation has none. Connect it on the screen Cloud first; what is recorded here stays under “This workstation”.'}
        </p>
        {hasCloud && (
          <Button autoFocus loading={keep.isPending} onClick={() => keep.mutate({})}>
            Keep it here
          </Button>
        )}
      </Empty>
    </div>
  )
}

/** What is to be known of it before anything of it is read; null where it is as it must be. */
function standingOf({ whole, isReached }: Now): Readonly<{ words: string; tone: 'fails' | 'calm' }> | null {
  if (!whole) return null
  const { size, of, seenAt, refused, alarmed } = whole
  if (alarmed)
    return {
      tone: 'fails',
      words:
        'What the cloud showed last does not fit what it showed before, and nothing of it was taken. The alarm is on the screen Cloud; what is here was proven before.',
    }
  if (refused)
    return {
      tone: 'fails',
      words:
        'The cloud finds no right to the practice’s log for whoever it was asked for. Nothing more comes until somebody is signed in who may read it; what is here stays.',
    }
  const here = seenAt === null ? '' : ` This is as it was ${momentText(seenAt)}.`
  if (!isReached && size > 0) return { tone: 'calm', words: `The cloud cannot be reached.${here}` }
  if (size > 0 && size < of)
    return {
      tone: 'calm',
      words: `On its way from the cloud: ${numberText(size)} of ${numberText(of)} entries are here.`,
    }
  // the cloud is there, and shows nothing that was taken
  if (seenAt !== null && Date.now() - Date.parse(seenAt) > stalledMs)
    return { tone: 'fails', words: `Nothing the cloud shows could be taken since ${momentText(seenAt)}.` }
  return null
}

/** Beside the count of a list: of which workstations it is, and up to when each. */
export function CoversButton({ covers }: { covers: Covered }) {
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button size="compact-xs" variant="subtle" onClick={() => setOpened(true)}>
        What this covers
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title="What this covers"
        size="lg"
        transitionProps={{ duration: 0 }}
      >
        <CoversPanel covers={covers} onDone={() => setOpened(false)} />
      </Modal>
    </>
  )
}

function CoversPanel({ covers, onDone }: { covers: Covered; onDone(): void }) {
  const { data } = useAsk(getWholeLog, {})
  const [isSure, setIsSure] = useState(false)
  const drop = useRun(dropWholeLog, {
    onSuccess: () => {
      chooseScope('here')
      notify('The practice’s log was deleted from this workstation.')
      onDone()
    },
    onError: (error) => notify(wordsFor(error), 'problem'),
  })
  const whole = data?.whole
  return (
    <div className={classes['form']}>
      <div className={classes['stations']}>
        <table aria-label="Workstations">
          <thead>
            <tr>
              <th scope="col">Workstation</th>
              <th scope="col" data-align="right">
                Entries
              </th>
              <th scope="col">Since</th>
              <th scope="col">How far</th>
            </tr>
          </thead>
          <tbody>
            {covers.stations.map((station) => (
              <tr key={station.workstation}>
                <td>{nameOf(station)}</td>
                <td data-align="right">{numberText(station.entries)}</td>
                <td>{dateText(station.since)}</td>
                <td>{upToText(station, covers.signedAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>{missingText(covers)}</p>
      {covers.scope === 'all' && whole && (
        <>
          <p className={classes['dim']}>
            {counted(whole.size, 'entry', 'entries')} of the practice’s tree were read here one by one, and
            make the tree that the cloud has signed
            {covers.signedAt !== null && ` (${momentText(covers.signedAt)})`}. Kept at this workstation since{' '}
            {dateText(whole.askedAt)}
            {whole.askedBy && `, for ${whole.askedBy}`}.
          </p>
          {isSure ? (
            <div className={classes['sure']} role="group" aria-label="Stop keeping it here">
              <p>It is deleted from this workstation. The cloud keeps it, and it can be fetched again.</p>
              <Button color="red" data-autofocus loading={drop.isPending} onClick={() => drop.mutate({})}>
                Delete it here
              </Button>
              <Button variant="default" onClick={() => setIsSure(false)}>
                Keep it
              </Button>
            </div>
          ) : (
            <Button variant="default" className={classes['go'] ?? ''} onClick={() => setIsSure(true)}>
              Stop keeping it here…
            </Button>
          )}
        </>
      )}
    </div>
  )
}
