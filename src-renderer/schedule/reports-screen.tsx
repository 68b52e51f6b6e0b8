/** Numbers of the schedule: how much of it is used, who does not come, how long people wait, how far away a free time is. */
import { Button, MultiSelect, NativeSelect, SegmentedControl } from '@mantine/core'
import { IconCalendarWeek, IconFileSpreadsheet } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { InputOf } from '../../shared/kernel/contract.ts'
import { exportReport } from '../../shared/schedule/export-report.ts'
import { getReport } from '../../shared/schedule/get-report.ts'
import { getSetup } from '../../shared/schedule/get-setup.ts'
import { reportNames, type ReportName } from '../../shared/schedule/report-columns.ts'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { Empty, Page, Problem } from '../kernel/page.tsx'
import { useAsk, useRun } from '../kernel/queries.ts'
import { isDate } from '../kernel/dates.ts'
import { TypedDateInput } from '../kernel/typed-date-input.tsx'
import { wordsFor } from '../kernel/words.ts'
import { CountedReport } from './counted-report.tsx'
import { LocationChoice } from './location-choice.tsx'
import { daysOf, ranges, type Range } from './report-range.ts'
import { reportWords } from './report-words.ts'
import classes from './reports.module.css'
import type { Setup } from './setup-panel.tsx'

type Asked = InputOf<typeof getReport>

export function ReportsScreen() {
  const { data: setup, error } = useAsk(getSetup, {})
  if (error) return <Problem>{wordsFor(error)}</Problem>
  return setup ? <Reports setup={setup} /> : null
}

function Reports({ setup }: { setup: Setup }) {
  const me = useMe()
  const navigate = useNavigate()
  const [report, setReport] = useState<ReportName>('use')
  const [range, setRange] = useState<Range>('30')
  const [own, setOwn] = useState({ firstDay: me.today, lastDay: me.today })
  const [kind, setKind] = useState<'provider' | 'room'>('provider')
  const [locationId, setLocationId] = useState<string | null>(null)
  const [resourceIds, setResourceIds] = useState<readonly string[]>([])
  const [visitTypeId, setVisitTypeId] = useState<string | null>(null)
  const types = setup.visitTypes.filter(({ active }) => active)
  const [firstDay, lastDay] = daysOf(range, me.today) ?? [own.firstDay, own.lastDay]
  const ofKind = report === 'use' ? kind : 'provider'
  const asked: Asked = {
    report,
    firstDay,
    lastDay,
    locationId,
    kind: ofKind,
    resourceIds: [...resourceIds],
    visitTypeId: report === 'access' ? (visitTypeId ?? types[0]?.id ?? null) : null,
  }
  const isDays = [firstDay, lastDay].every((day) => isDate(day) && day.length === 10)
  const ready = report === 'access' ? asked.visitTypeId !== null : isDays
  const write = useRun(exportReport, {
    onSuccess: ({ written }) =>
      written && notify(`${written.fileName} is written. It is not encrypted, and names no patient.`),
    onError: (error) => notify(wordsFor(error), 'problem'),
  })
  const choose = (next: ReportName) => {
    if (next !== 'use' && kind === 'room') setResourceIds([])
    setReport(next)
  }
  return (
    <Page
      title="Schedule reports"
      tools={
        <>
          <Button
            variant="default"
            leftSection={<IconCalendarWeek size={16} />}
            onClick={() => void navigate({ to: '/schedule' })}
          >
            The schedule
          </Button>
          <Button
            leftSection={<IconFileSpreadsheet size={16} />}
            disabled={!ready}
            loading={write.isPending}
            onClick={() => write.mutate(asked)}
          >
            Write a file (CSV)
          </Button>
        </>
      }
    >
      <div className={classes['screen']}>
        <div className={classes['bar']} role="group" aria-label="What is counted">
          <SegmentedControl
            aria-label="Report"
            value={report}
            onChange={(value) => choose(reportNames.find((each) => each === value) ?? 'use')}
            data={reportNames.map((value) => ({ value, label: reportWords[value].name }))}
          />
          {report === 'access' ? (
            <NativeSelect
              aria-label="Kind of visit"
              w={190}
              value={asked.visitTypeId ?? ''}
              onChange={({ currentTarget }) => setVisitTypeId(currentTarget.value)}
              data={types.map(({ id, name }) => ({ value: id, label: name }))}
            />
          ) : (
            <>
              <NativeSelect
                aria-label="Days"
                w={130}
                value={range}
                onChange={({ currentTarget: { value } }) => {
                  setOwn({ firstDay, lastDay })
                  setRange(ranges.find((each) => each.value === value)?.value ?? '30')
                }}
                data={[...ranges]}
              />
              {range === 'days' && (
                <>
                  <TypedDateInput
                    aria-label="First day"
                    w={108}
                    lean="past"
                    value={own.firstDay}
                    onChange={(value) => setOwn({ ...own, firstDay: value })}
                  />
                  <TypedDateInput
                    aria-label="Last day"
                    w={108}
                    lean="past"
                    value={own.lastDay}
                    onChange={(value) => setOwn({ ...own, lastDay: value })}
                  />
                </>
              )}
            </>
          )}
          {report === 'use' && (
            <SegmentedControl
              aria-label="Whose time"
              value={kind}
              onChange={(value) => {
                setKind(value)
                setResourceIds([])
              }}
              data={[
                { value: 'provider', label: 'Providers' },
                { value: 'room', label: 'Rooms' },
              ]}
            />
          )}
          <LocationChoice locations={setup.locations} value={locationId} onChange={setLocationId} />
          <MultiSelect
            aria-label={ofKind === 'room' ? 'Rooms' : 'Providers'}
            placeholder={resourceIds.length > 0 ? '' : ofKind === 'room' ? 'Every room' : 'Every provider'}
            className={classes['whose'] ?? ''}
            classNames={{ pill: classes['pill'] ?? '' }}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': 'Everybody' }}
            maxValues={60}
            data={setup.resources
              .filter((each) => each.kind === ofKind && (each.active || resourceIds.includes(each.id)))
              .map(({ id, name }) => ({ value: id, label: name }))}
            value={[...resourceIds]}
            onChange={setResourceIds}
          />
        </div>
        {types.length === 0 && report === 'access' ? (
          <Empty title="There is no kind of visit yet">
            How far away a free time is depends on what for: kinds of visits are set up under Administration,
            Schedule.
          </Empty>
        ) : ready ? (
          <CountedReport key={report} asked={asked} />
        ) : (
          <Empty title="From when to when?">Type a first and a last day, a year apart at most.</Empty>
        )}
      </div>
    </Page>
  )
}
