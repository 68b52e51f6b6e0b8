import { Chip, Group } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import { getTimeline, timelineKinds } from '../../shared/charting/get-timeline.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { ask } from '../kernel/holdfast.ts'
import { dateText, monthText } from '../kernel/dates.ts'
import { Empty, Problem } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { Mark, useMarks } from '../privacy/marks.tsx'
import { AmendedMark } from '../amendments/amended-mark.tsx'
import { Visit } from './encounters-section.tsx'
import { Section } from './section.tsx'
import type { SectionId } from './sections.ts'
import { Split } from './split.tsx'
import classes from './timeline.module.css'

type Kind = (typeof timelineKinds)[number]
type Event = OutputOf<typeof getTimeline>['events'][number]

const names: Readonly<Record<Kind, string>> = {
  encounter: 'Visits',
  problem: 'Problems',
  medication: 'Medications',
  allergy: 'Allergies',
  immunization: 'Immunizations',
  procedure: 'Procedures',
  report: 'Reports',
  document: 'Documents',
}
const one: Readonly<Record<Kind, string>> = {
  encounter: 'Visit',
  problem: 'Problem',
  medication: 'Medication',
  allergy: 'Allergy',
  immunization: 'Vaccine',
  procedure: 'Procedure',
  report: 'Report',
  document: 'Document',
}
const sectionOf: Readonly<Record<Exclude<Kind, 'encounter'>, SectionId>> = {
  problem: 'problems',
  medication: 'medications',
  allergy: 'allergies',
  immunization: 'immunizations',
  procedure: 'procedures',
  report: 'results',
  document: 'documents',
}
const stretch = 200

export function TimelineSection({ patientId }: { patientId: string }) {
  const [kinds, setKinds] = useState<Kind[]>([...timelineKinds])
  const input = { patientId, kinds, before: null, limit: stretch }
  // the first stretch is asked for by the common way too, so that a change of the chart makes it stale
  const fresh = useAsk(getTimeline, input)
  const pages = useInfiniteQuery({
    queryKey: ['timeline', input, fresh.dataUpdatedAt],
    enabled: fresh.data !== undefined,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      pageParam === null && fresh.data ? fresh.data : ask(getTimeline, { ...input, before: pageParam }),
    getNextPageParam: (page) => page.next,
  })
  const items = useMemo(
    () => withMonths((pages.data?.pages ?? []).flatMap((page) => page.events)),
    [pages.data],
  )

  const navigate = useNavigate()
  const [visit, setVisit] = useState<Event | null>(null)
  const open = (event: Event) => {
    if (event.kind === 'encounter') setVisit(event)
    else
      void navigate({
        to: '/chart/$patientId/$section',
        params: { patientId, section: sectionOf[event.kind] },
      })
  }

  return (
    <Split
      title={visit ? `${visit.title}, ${dateText(visit.at)}` : ''}
      onClose={() => setVisit(null)}
      detail={visit && <Visit patientId={patientId} encounterId={visit.id} />}
      list={
        <Section
          title="Timeline"
          patientId={patientId}
          tools={
            <Chip.Group
              multiple
              value={kinds}
              onChange={(value) =>
                value.length > 0 && setKinds(timelineKinds.filter((kind) => value.includes(kind)))
              }
            >
              <Group gap={4}>
                {timelineKinds.map((kind) => (
                  <Chip key={kind} value={kind} size="xs" variant="light">
                    {names[kind]}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
          }
        >
          {fresh.error instanceof AppError && <Problem>{wordsFor(fresh.error)}</Problem>}
          {pages.data && items.length === 0 && <Empty title="Nothing has happened yet" />}
          <Events
            patientId={patientId}
            items={items}
            hasMore={pages.hasNextPage}
            onMore={() => void pages.fetchNextPage()}
            onOpen={open}
          />
        </Section>
      }
    />
  )
}

type Item = { month: string } | { event: Event }

function withMonths(events: readonly Event[]): Item[] {
  const items: Item[] = []
  let month = ''
  for (const event of events) {
    const here = monthText(event.at)
    if (here !== month) items.push({ month: here })
    month = here
    items.push({ event })
  }
  return items
}

type EventsProps = {
  patientId: string
  items: readonly Item[]
  hasMore: boolean
  onMore(): void
  onOpen(event: Event): void
}

function Events({ patientId, items, hasMore, onMore, onOpen }: EventsProps) {
  const marks = useMarks(patientId)
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index] && 'month' in items[index] ? 36 : 28),
    overscan: 20,
  })
  const last = virtual.getVirtualItems().at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && last >= items.length - 40) onMore()
  }, [hasMore, last, items.length, onMore])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <div
      ref={scroller}
      className={classes['scroller']}
      tabIndex={0}
      role="region"
      aria-label="Events, latest first"
    >
      <ul className={classes['events']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const item = items[index]
          if (!item) return null
          return (
            <li
              key={index}
              className={'month' in item ? classes['month'] : classes['event']}
              style={{ transform: `translateY(${start}px)` }}
            >
              {'month' in item ? (
                item.month
              ) : (
                <button type="button" className={classes['open']} onClick={() => onOpen(item.event)}>
                  <span className={classes['date']}>{dateText(item.event.at)}</span>
                  <span className={classes['kind']} data-kind={item.event.kind}>
                    {one[item.event.kind]}
                  </span>
                  <span className={classes['title']}>
                    <Mark kinds={marks.get(item.event.id)} />
                    {item.event.title}
                    <AmendedMark id={item.event.id} />
                  </span>
                  <span className={classes['detail']}>{item.event.detail}</span>
                </button>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
