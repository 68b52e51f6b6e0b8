/** The schedule: who comes when, by day, by week, and where there is room in a month. */
import { useEffect } from 'react'
import { getDays, getScheduleNames } from '../../shared/schedule/get-days.ts'
import { getMonth } from '../../shared/schedule/get-month.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { useMe } from '../kernel/me.ts'
import { Empty, Page, Problem } from '../kernel/page.tsx'
import { PrintFrame } from '../kernel/print.tsx'
import { asking, queryClient, useAsk } from '../kernel/queries.ts'
import { wordsFor, wordsOf } from '../kernel/words.ts'
import { AppointmentCard } from './appointment-card.tsx'
import { ConflictStrip, useScheduleConflicts } from './conflicts-part.tsx'
import { CutStrip } from './cut-strip.tsx'
import { longDayText } from './day-text.ts'
import { filtersSet, useDrawn, useGridView, type GridView } from './grid-view.ts'
import { Grid } from './grid.tsx'
import { Month, monthInput } from './month.tsx'
import { namesOf, type Names } from './names.ts'
import { OverLimit } from './over-limit.tsx'
import { PrintedDay } from './printed-day.tsx'
import { ScheduleBar } from './schedule-bar.tsx'
import { SchedulePanel } from './schedule-panel.tsx'
import { ScheduleTools } from './schedule-tools.tsx'
import './visit-colors.css'
import classes from './schedule.module.css'
import { daysInput, useDays, weekOf } from './use-days.ts'
import { useHand } from './grid-hand.ts'
import { useViewKeys } from './use-view-keys.ts'
import { useMemo } from 'react'
import { WhichMoved } from './which-moved.tsx'

export function ScheduleScreen() {
  const { data, error } = useAsk(getScheduleNames, {})
  const names = useMemo(() => (data ? namesOf(data) : null), [data])
  if (error) return <Problem>{error instanceof AppError ? wordsFor(error) : wordsOf('unexpected')}</Problem>
  return names && <Schedule names={names} />
}

function Schedule({ names }: { names: Names }) {
  const me = useMe()
  const view = useGridView()
  const drawn = useDrawn()
  const day = view.day ?? me.today
  const conflicts = useScheduleConflicts()
  const { columns, days, error } = useDays(day, names, me.today, me.userId, conflicts)
  const opened = useHand((state) => state.opened)
  const isCut = useHand((state) => state.cut !== null)
  const mayWrite = me.can('schedule.write')
  // asked in the key's own turn, not once the bar is drawn
  const askFor = (next: GridView) => {
    const of = next.day ?? me.today
    void (next.view === 'month'
      ? queryClient.prefetchQuery(asking(getMonth, monthInput(next, of)))
      : queryClient.prefetchQuery(asking(getDays, daysInput(next, of, names, me.userId))))
  }
  useViewKeys(me.today, askFor)
  useEffect(() => () => useHand.setState({ opened: null, moving: null }), [])
  const step = view.step ?? names.policy.stepMinutes
  const whose = weekOf(view, names, me.userId)
  const label =
    view.view === 'week' ? `Week of ${whose?.name ?? 'nobody'}` : longDayText(days?.[0]?.day ?? day)

  return (
    <Page title="Schedule" tools={<ScheduleTools mayWrite={mayWrite} />}>
      <PrintFrame title={`Schedule, ${label}`}>
        <div className={classes['screen']}>
          <ScheduleBar view={drawn} day={day} names={names} whose={whose ?? null} />
          <CutStrip />
          {!isCut && <ConflictStrip conflicts={conflicts} />}
          <div className={classes['work']} data-opened={opened ? '' : undefined}>
            <div className={`${classes['grid']} hf-no-print`}>
              {error ? (
                <Problem>{error instanceof AppError ? wordsFor(error) : wordsOf('unexpected')}</Problem>
              ) : view.view === 'month' ? (
                <Month view={view} day={day} names={names} today={me.today} />
              ) : days && columns.length === 0 ? (
                <Empty
                  title={
                    filtersSet(view) > 0
                      ? 'No column is left by these filters.'
                      : 'Nobody and nothing can be scheduled yet.'
                  }
                >
                  {filtersSet(view) > 0
                    ? 'Clear a filter to see more.'
                    : 'Providers, rooms and kinds of visits are set up under Administration, Schedule.'}
                </Empty>
              ) : (
                columns.length > 0 && (
                  <Grid
                    columns={columns}
                    step={step}
                    kind={view.kind}
                    names={names}
                    mayWrite={mayWrite}
                    label={label}
                    hourHeight={view.hourHeight}
                    columnWidth={view.view === 'week' ? 120 : 112}
                  />
                )
              )}
            </div>
            <SchedulePanel />
          </div>
          {view.view !== 'month' && <PrintedDay columns={columns} names={names} label={label} />}
        </div>
      </PrintFrame>
      <AppointmentCard columns={columns} names={names} />
      <OverLimit />
      <WhichMoved />
    </Page>
  )
}
