import { Button } from '@mantine/core'
import { IconBook2, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { chooseForPack } from '../../shared/downtime/choose-for-pack.ts'
import { getPackState } from '../../shared/downtime/get-pack-state.ts'
import { makePack } from '../../shared/downtime/make-pack.ts'
import type { PackLine } from '../../shared/downtime/pack.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { DataTable, type Column } from '../kernel/data-table.tsx'
import { dateText, momentText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { notify, notifyUndo } from '../kernel/notify.ts'
import { Empty, Problem } from '../kernel/page.tsx'
import { useAsk, useRun } from '../kernel/queries.ts'
import { sizeText } from '../kernel/size-text.ts'
import { wordsFor, wordsOf } from '../kernel/words.ts'
import { AddToPack } from './add-to-pack.tsx'
import classes from './downtime.module.css'
import { OpenedPack } from './opened-pack.tsx'
import { reasonWords } from './pack-words.ts'

type State = OutputOf<typeof getPackState>
type Choice = State['byHand'][number]

/** How current the pack is, who is in it, and the pack itself. */
export function PackPanel() {
  const me = useMe()
  const state = useAsk(getPackState, {}, { enabled: me.can('chart.read') })
  const [opened, setOpened] = useState<Readonly<{ page: number }> | null>(null)
  if (!me.can('chart.read'))
    return (
      <Empty title="The pack holds parts of charts">
        Your role does not open charts. Whoever may can open the pack and print the schedule and the blank
        forms for you.
      </Empty>
    )
  if (state.error) return <Problem>{wordsFor(state.error)}</Problem>
  if (!state.data) return null
  if (opened) return <OpenedPack at={opened} onClose={() => setOpened(null)} />
  return (
    <div className={classes['pack']}>
      <Side state={state.data} onOpen={() => setOpened({ page: 1 })} />
      <Patients state={state.data} onOpen={(page) => setOpened({ page })} />
    </div>
  )
}

function Side({ state, onOpen }: { state: State; onOpen(): void }) {
  const { pack, making, stale, problem, byHand } = state
  const make = useRun(makePack, { onError: (error) => notify(wordsFor(error), 'problem') })
  const out = byHand.filter(({ choice }) => choice === 'out')
  return (
    <aside className={classes['side']} aria-label="The pack">
      <section>
        <h2>For when the computers cannot be used</h2>
        <p className={classes['dim']}>
          Schedule, a page for each patient, and blank forms, ready to print. It lies encrypted on this disk
          and opens after sign-in: without the cloud, and also when the record itself cannot be read.
        </p>
        <div className={classes['buttons']}>
          <Button leftSection={<IconBook2 size={16} />} disabled={!pack} onClick={onOpen}>
            Open the pack
          </Button>
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} />}
            loading={making}
            onClick={() => make.mutate({})}
          >
            Make it now
          </Button>
        </div>
        {problem && !making && (
          <p role="alert" className={classes['notice']} data-tone="problem">
            {wordsOf(problem)}
          </p>
        )}
      </section>
      <section>
        <h2 id="pack-facts">How current it is</h2>
        <dl className={classes['facts']} aria-labelledby="pack-facts">
          <dt>Made</dt>
          <dd>{pack ? momentText(pack.madeAt) : 'Not yet'}</dd>
          <dt>Now</dt>
          <dd>
            <span role="status">{standing(state)}</span>
          </dd>
          {pack && (
            <>
              <dt>Others’ work</dt>
              <dd>
                {pack.dataAsOf ? `Read up to ${momentText(pack.dataAsOf)}` : 'This workstation’s own only'}
              </dd>
              <dt>Holds</dt>
              <dd>
                {pack.patients.length.toLocaleString('en-US')}{' '}
                {pack.patients.length === 1 ? 'patient' : 'patients'}, {pack.pages} pages,{' '}
                {sizeText(pack.bytes)}
              </dd>
            </>
          )}
        </dl>
        <p className={classes['dim']} style={{ marginTop: 8 }}>
          {stale && !making
            ? 'It is made again by itself once nobody has changed anything for a moment.'
            : 'It is made again by itself when something in it changes, and every 15 minutes.'}
        </p>
      </section>
      {out.length > 0 && <LeftOut out={out} />}
    </aside>
  )
}

function standing({ pack, making, stale }: State): string {
  if (making) return 'Being made'
  if (!pack) return 'It is made within moments of sign-in'
  return stale ? 'Something in it has changed since' : 'Shows what the record says'
}

function LeftOut({ out }: { out: readonly Choice[] }) {
  const choose = useRun(chooseForPack, { onError: (error) => notify(wordsFor(error), 'problem') })
  return (
    <section>
      <h2>Left out by hand</h2>
      <ul className={classes['chosen']}>
        {out.map(({ patientId, name, birthDate }) => (
          <li key={patientId}>
            <span>
              {name || 'A patient who is not here any more'}
              {birthDate && `, ${dateText(birthDate)}`}
            </span>
            <Button
              variant="default"
              aria-label={`Put back ${name}`}
              onClick={() => choose.mutate({ patientId, choice: 'none' })}
            >
              Put back
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

const columns = (onLeaveOut: (line: PackLine) => void): readonly Column<PackLine>[] => [
  { id: 'name', head: 'Patient', value: (row) => row.name, cell: (row) => <b>{row.name || 'No name'}</b> },
  {
    id: 'born',
    head: 'Born',
    width: '96px',
    value: (row) => row.birthDate,
    cell: (row) => dateText(row.birthDate),
  },
  { id: 'mrn', head: 'MRN', width: '96px', value: (row) => row.mrn },
  { id: 'why', head: 'Why', width: '32%', value: (row) => reasonWords(row.why) },
  { id: 'page', head: 'Page', width: '64px', align: 'right', value: (row) => row.pages.from },
  {
    id: 'out',
    head: 'Leave out',
    width: '96px',
    value: () => null,
    cell: (row) => (
      <Button
        variant="subtle"
        size="compact-xs"
        aria-label={`Leave out ${row.name}`}
        onClick={(event) => {
          event.stopPropagation()
          onLeaveOut(row)
        }}
        onKeyDown={(event) => event.stopPropagation()}
      >
        Leave out
      </Button>
    ),
  },
]

function Patients({ state: { pack, byHand }, onOpen }: { state: State; onOpen(page: number): void }) {
  const choose = useRun(chooseForPack, { onError: (error) => notify(wordsFor(error), 'problem') })
  const leaveOut = ({ patientId, name }: PackLine) => {
    const before = byHand.find((each) => each.patientId === patientId)?.choice ?? 'none'
    choose.mutate(
      { patientId, choice: 'out' },
      {
        onSuccess: () =>
          notifyUndo(`${name} is left out of the next pack.`, () =>
            choose.mutate({ patientId, choice: before }),
          ),
      },
    )
  }
  return (
    <div className={classes['list']}>
      <div className={classes['bar']}>
        <AddToPack />
      </div>
      <DataTable
        label="Patients in the pack"
        rows={pack?.patients ?? []}
        columns={columns(leaveOut)}
        rowKey={(row) => row.patientId}
        onOpen={(row) => onOpen(row.pages.from)}
        patientId={null}
        empty={
          <Empty title={pack ? 'Nobody is in the pack' : 'No pack has been made yet'}>
            Whoever is on the schedule of today or tomorrow, and whoever was opened or changed here in the
            last seven days, comes into it by itself.
          </Empty>
        }
      />
    </div>
  )
}
