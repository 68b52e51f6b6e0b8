/**
 * One report, as of when it was counted. Nobody's numbers change while they are read, compared or copied: where the schedule has changed since, that
 * is said, and one key counts again. Whoever comes back to it has it counted anew.
 */
import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconRefresh } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { InputOf, OutputOf } from '../../shared/kernel/contract.ts'
import type { AppError } from '../../shared/kernel/errors.ts'
import { getReport } from '../../shared/schedule/get-report.ts'
import { ask, on } from '../kernel/holdfast.ts'
import { Problem } from '../kernel/page.tsx'
import { asking } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { ReportView } from './report-view.tsx'
import { reportWords } from './report-words.ts'
import classes from './reports.module.css'

type Asked = InputOf<typeof getReport>
/** `began`, ms since 1970: what changes while it is counted may be in it or not. */
type Counted = Readonly<{ report: OutputOf<typeof getReport>; began: number }>

/** What reports are counted from beside what they are asked anew for at once (`reads` of the query). */
const countedFrom: readonly string[] = [
  'appointments',
  'availabilities',
  'blocks',
  'locations',
  'practices',
  'schedulePolicies',
]

/** When any of it changed last, while this is shown. */
function useChangedAt(): number {
  const [changedAt, setChangedAt] = useState(0)
  useEffect(
    () =>
      on('changed', (value) => {
        const { tables } = value as { tables: readonly string[] }
        if (tables.some((table) => countedFrom.includes(table))) setChangedAt(Date.now())
      }),
    [],
  )
  return changedAt
}

/** What there was before stays while another stretch of it is counted. */
export function CountedReport({ asked }: { asked: Asked }) {
  const changedAt = useChangedAt()
  const { data, error, isFetching, refetch } = useQuery<Counted, AppError>({
    ...asking(getReport, asked),
    queryFn: async () => {
      const began = Date.now()
      return { report: await ask(getReport, asked), began }
    },
    // what is not shown hears of no change
    gcTime: 0,
    placeholderData: keepPreviousData,
  })
  const again = () => {
    if (!isFetching) void refetch()
  }
  useHotkeys([['r', again]])
  if (error) return <Problem>{wordsFor(error)}</Problem>
  const isOld = data !== undefined && !isFetching && changedAt >= data.began
  return (
    <div className={classes['counted']} aria-busy={isFetching}>
      <div className={classes['lead']}>
        <p>{reportWords[asked.report].lead}</p>
        <p role="status">
          {isFetching || data === undefined
            ? 'Counting …'
            : `Counted at ${new Date(data.began).toLocaleTimeString('en-US', { timeStyle: 'short' })}`}
          {isOld && <b>The schedule has changed since.</b>}
        </p>
        <Button
          variant={isOld ? 'light' : 'default'}
          leftSection={<IconRefresh size={14} />}
          rightSection={<kbd>R</kbd>}
          aria-keyshortcuts="r"
          disabled={isFetching}
          onClick={again}
        >
          Count again
        </Button>
      </div>
      {data && <ReportView report={asked.report} kind={asked.kind} data={data.report} />}
    </div>
  )
}
