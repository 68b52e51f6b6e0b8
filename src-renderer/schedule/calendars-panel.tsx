/** Addresses at which a calendar elsewhere reads when a provider is busy: which there are, a new one, and the end of one. */
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { closeCalendarFeed, listCalendarFeeds } from '../../shared/schedule/keep-calendar-feeds.ts'
import administration from '../access/administration.module.css'
import { Split } from '../charting/split.tsx'
import { DataTable, type Column } from '../kernel/data-table.tsx'
import { dateTimeText } from '../kernel/dates.ts'
import { notify } from '../kernel/notify.ts'
import { Empty, Problem } from '../kernel/page.tsx'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { showsWords } from './calendar-words.ts'
import { OpenCalendarFeed } from './open-calendar-feed.tsx'
import type { Setup } from './setup-panel.tsx'

type Feed = OutputOf<typeof listCalendarFeeds>['feeds'][number]

const stateText = ({ closedAt, active }: Feed): string =>
  closedAt !== null ? `Closed ${dateTimeText(closedAt)}` : active ? 'Open' : 'Gives nothing: archived'

const provider: Column<Feed> = { id: 'provider', head: 'Provider', value: (feed) => feed.provider }
const state: Column<Feed> = { id: 'state', head: 'State', width: '210px', value: stateText }
/** Where one is open beside them, it says the rest. */
const fewColumns = [provider, state]
const columns: readonly Column<Feed>[] = [
  provider,
  { id: 'shows', head: 'What it says', width: '22%', value: ({ shows }) => showsWords[shows] },
  {
    id: 'made',
    head: 'Made',
    width: '170px',
    value: ({ madeAt }) => madeAt,
    cell: ({ madeAt }) => dateTimeText(madeAt),
  },
  { id: 'by', head: 'By', width: '18%', value: ({ madeBy }) => madeBy },
  state,
]

export function CalendarsPanel({ setup }: { setup: Setup }) {
  const [opened, setOpened] = useState<string | null>(null)
  const { data, error } = useAsk(listCalendarFeeds, {})
  if (error) return <Problem>{wordsFor(error)}</Problem>
  if (!data) return null
  const one = data.feeds.find(({ calendarFeedId }) => calendarFeedId === opened)
  return (
    <Split
      title={opened === 'new' ? 'New address' : (one?.provider ?? '')}
      level={2}
      onClose={() => setOpened(null)}
      detail={
        opened === 'new' ? (
          <OpenCalendarFeed setup={setup} onDone={() => setOpened(null)} />
        ) : one ? (
          <OneFeed key={one.calendarFeedId} feed={one} />
        ) : null
      }
      list={
        <div className={administration['list']}>
          <div className={administration['bar']}>
            <span className={administration['dim']}>
              Private addresses of providers’ calendars. No patient is in any of them.
            </span>
            <Button data-push leftSection={<IconPlus size={14} />} onClick={() => setOpened('new')}>
              New address
            </Button>
          </div>
          <DataTable<Feed>
            label="Addresses of calendars"
            rows={data.feeds}
            columns={opened ? fewColumns : columns}
            rowKey={({ calendarFeedId }) => calendarFeedId}
            selected={opened}
            onOpen={({ calendarFeedId }) => setOpened(calendarFeedId)}
            dim={({ closedAt, active }) => closedAt !== null || !active}
            patientId={null}
            empty={
              <Empty title="No calendar is open">
                An address lets a provider see on their telephone when they are busy. Make one for whoever
                asks.
              </Empty>
            }
          />
        </div>
      }
    />
  )
}

function OneFeed({ feed }: { feed: Feed }) {
  const close = useRun(closeCalendarFeed, {
    onSuccess: () => notify('Closed. It gives nothing once the cloud has heard of it.'),
  })
  return (
    <div className={administration['person']}>
      <dl className={administration['facts']}>
        <dt>State</dt>
        <dd>{stateText(feed)}</dd>
        <dt>What it says</dt>
        <dd>{showsWords[feed.shows]}</dd>
        <dt>Made</dt>
        <dd>{dateTimeText(feed.madeAt)}</dd>
        <dt>By</dt>
        <dd>{feed.madeBy}</dd>
      </dl>
      {close.error && (
        <p role="alert" className={administration['problem']}>
          {wordsFor(close.error)}
        </p>
      )}
      {feed.closedAt === null && (
        <>
          <p className={administration['dim']}>
            Close it where somebody else may have it, or nobody needs it any more. It cannot be opened again;
            a new one can.
          </p>
          <div className={administration['buttons']}>
            <Button
              color="red"
              loading={close.isPending}
              onClick={() => close.mutate({ calendarFeedId: feed.calendarFeedId })}
            >
              Close this address
            </Button>
          </div>
        </>
      )}
    </div>
  )
}
