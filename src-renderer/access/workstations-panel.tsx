/** Which computers the practice works at, when each was last heard of, and how one is shut out, or wiped, that was stolen or handed back. */
import { useState } from 'react'
import { listWorkstations } from '../../shared/access/list-workstations.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { Split } from '../charting/split.tsx'
import { DataTable, type Column } from '../kernel/data-table.tsx'
import { dateText, momentText } from '../kernel/dates.ts'
import { Empty, Problem } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './administration.module.css'
import { ConfirmWipe } from './confirm-wipe.tsx'
import { OneWorkstation, WorkstationState } from './one-workstation.tsx'
import { RevocationButtons } from './revocation-buttons.tsx'
import { RevokeWorkstation } from './revoke-workstation.tsx'
import { WipeWorkstation } from './wipe-workstation.tsx'
import { contactText, keyChangedText, signOf, type Line } from './workstation-words.ts'

const keyColumn: Column<Line> = {
  id: 'key',
  head: 'Key changed',
  width: '120px',
  value: ({ keyChangedAt }) => keyChangedAt,
  cell: ({ keyChangedAt }) => keyChangedText(keyChangedAt),
}

/** `isWide`: no detail takes half of the width, which says it then. */
const columnsOf = (own: string, isWide: boolean): readonly Column<Line>[] => [
  {
    id: 'sign',
    head: 'Workstation',
    value: ({ device }) => signOf(device),
    cell: ({ device }) => (
      <>
        <b>{signOf(device)}</b>
        {device === own && <span className={classes['dim']}> · this one</span>}
      </>
    ),
  },
  {
    id: 'since',
    head: 'Joined',
    width: '110px',
    value: ({ since }) => since,
    cell: ({ since }) => dateText(since),
  },
  {
    id: 'seen',
    head: 'Last contact',
    width: '260px',
    value: ({ seenAt }) => seenAt,
    cell: ({ seenAt }) => contactText(seenAt),
  },
  ...(isWide ? [keyColumn] : []),
  {
    id: 'state',
    head: 'State',
    width: '230px',
    value: ({ revokedAt, wipe }) => wipe?.wipedAt ?? wipe?.orderedAt ?? revokedAt ?? '',
    cell: (row) => <WorkstationState it={row} />,
  },
]

export function WorkstationsPanel() {
  // another computer may confirm at any moment
  const answer = useAsk(listWorkstations, {}, { refetchInterval: 10_000 })
  const [opened, setOpened] = useState<string | null>(null)
  const [revoking, setRevoking] = useState<Line | null>(null)
  const [wiping, setWiping] = useState<Line | null>(null)
  const [confirming, setConfirming] = useState<Line | null>(null)
  if (answer.error) return <Problem>{wordsFor(answer.error)}</Problem>
  if (!answer.data) return null
  return (
    <>
      <List
        it={answer.data}
        opened={opened}
        onOpen={setOpened}
        onRevoke={setRevoking}
        onWipe={setWiping}
        onConfirm={setConfirming}
      />
      {revoking && <RevokeWorkstation it={revoking} onDone={() => setRevoking(null)} />}
      {wiping && <WipeWorkstation it={wiping} onDone={() => setWiping(null)} />}
      {confirming && <ConfirmWipe it={confirming} onDone={() => setConfirming(null)} />}
    </>
  )
}

function List({
  it: { own, heardAt, workstations },
  opened,
  onOpen,
  onRevoke,
  onWipe,
  onConfirm,
}: {
  it: OutputOf<typeof listWorkstations>
  opened: string | null
  onOpen(device: string | null): void
  onRevoke(it: Line): void
  onWipe(it: Line): void
  onConfirm(it: Line): void
}) {
  const one = workstations.find(({ device }) => device === opened)
  return (
    <Split
      title={one ? `Workstation ${signOf(one.device)}` : ''}
      level={2}
      onClose={() => onOpen(null)}
      detail={
        one ? (
          <OneWorkstation
            key={one.device}
            it={one}
            isOwn={one.device === own}
            onRevoke={() => onRevoke(one)}
            onWipe={() => onWipe(one)}
            onConfirm={() => onConfirm(one)}
          />
        ) : null
      }
      list={
        <div className={classes['list']}>
          <div className={`${classes['bar']} hf-no-print`}>
            <span className={classes['dim']}>
              {heardAt === null
                ? 'The cloud has not told yet.'
                : `As the cloud told, ${momentText(heardAt)}.`}
            </span>
            <RevocationButtons />
          </div>
          <DataTable<Line>
            label="Workstations"
            rows={workstations}
            columns={columnsOf(own, !one)}
            rowKey={({ device }) => device}
            selected={opened}
            onOpen={({ device }) => onOpen(device)}
            dim={({ revokedAt }) => revokedAt !== null}
            patientId={null}
            empty={
              <Empty title="No workstation is known yet">
                The practice’s cloud keeps this list. It is shown here once this computer has reached the
                cloud, and stays when the network is gone. On the screen Cloud it is connected, and other
                computers are added.
              </Empty>
            }
          />
        </div>
      }
    />
  )
}
