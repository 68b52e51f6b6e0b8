/** Vital signs: the table, a line for each, and for children how they grow. */
import { SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import { listVitals, type VitalValue } from '../../shared/charting/list-vitals.ts'
import { vitalSigns, type VitalKind, type VitalSign } from '../../shared/charting/vital-signs.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { ageOn } from '../../shared/kernel/time.ts'
import { AmendedMark } from '../amendments/amended-mark.tsx'
import { DataTable, type Column } from '../kernel/data-table.tsx'
import { dateTimeText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { Empty } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import chart from './chart-screen.module.css'
import { Flag } from './flag.tsx'
import { Growth } from './growth.tsx'
import { Answered, Section, useNothing } from './section.tsx'
import { TrendChart } from './trend-chart.tsx'
import classes from './vitals.module.css'

type Reading = OutputOf<typeof listVitals>['readings'][number]
type View = 'table' | 'trends' | 'growth'

/** Growth charts end at 20 years. */
const grownUp = 20

export default function VitalsSection({
  patientId,
  birthDate,
}: {
  patientId: string
  birthDate: string | null
}) {
  const me = useMe()
  const answer = useAsk(listVitals, { patientId })
  const child = birthDate !== null && (ageOn(birthDate, me.today)?.years ?? 0) < grownUp
  const [view, setView] = useState<View>('table')
  const views = [
    { value: 'table', label: 'Table' },
    { value: 'trends', label: 'Trends' },
    ...(child ? [{ value: 'growth', label: 'Growth' }] : []),
  ]
  return (
    <Answered<typeof listVitals> answer={answer}>
      {({ readings }) => (
        <Section
          title="Vitals"
          patientId={patientId}
          tools={
            <SegmentedControl
              aria-label="How to show vitals"
              data={views}
              value={view}
              onChange={(value) => setView(value as View)}
            />
          }
        >
          {view === 'table' && <VitalsTable patientId={patientId} readings={readings} />}
          {view === 'trends' && <Trends readings={readings} />}
          {view === 'growth' && <Growth patientId={patientId} />}
        </Section>
      )}
    </Answered>
  )
}

function VitalsTable({ patientId, readings }: { patientId: string; readings: readonly Reading[] }) {
  const nothing = useNothing(patientId, 'No vital sign has been taken.')
  const columns = useMemo((): Column<Reading>[] => {
    const present = vitalSigns.filter((sign) =>
      readings.some((reading) => reading.values.some((value) => value.kind === sign.kind)),
    )
    const others = readings.some((reading) => reading.others.length > 0)
    return [
      {
        id: 'taken',
        head: 'Taken',
        width: '150px',
        value: (row) => row.takenAt,
        cell: (row) => dateTimeText(row.takenAt) || 'Not known',
      },
      ...present.map((sign): Column<Reading> => ({
        id: sign.kind,
        head: sign.short,
        unit: sign.kind === 'bloodPressure' ? '' : sign.unit,
        align: 'right',
        width: '96px',
        value: (row) => row.values.find((value) => value.kind === sign.kind)?.number ?? null,
        cell: (row) => {
          const value = row.values.find((each) => each.kind === sign.kind)
          return (
            value && (
              <>
                <Flag flag={value.flag} /> {numberText(value, sign)}
                <AmendedMark id={value.observationId} />
              </>
            )
          )
        },
      })),
      ...(others
        ? [
            {
              id: 'others',
              head: 'Also',
              value: (row: Reading) => row.others.map((other) => `${other.name} ${other.text}`).join(', '),
            },
          ]
        : []),
    ]
  }, [readings])
  return (
    <DataTable
      label="Vital signs"
      rows={readings}
      columns={columns}
      rowKey={(row) => row.values[0]?.observationId ?? `${row.takenAt}-${row.others[0]?.name}`}
      patientId={patientId}
      empty={<Empty title={nothing} />}
    />
  )
}

/** In the unit of its column, with its decimals; as recorded where it could not be converted. */
const numberText = (value: VitalValue, sign: VitalSign): string =>
  sign.kind === 'bloodPressure' || value.number === null ? value.text : value.number.toFixed(sign.decimals)

function Trends({ readings }: { readings: readonly Reading[] }) {
  const shown = useMemo(() => {
    const inOrder = [...readings].reverse()
    return vitalSigns.flatMap((sign) => {
      const points = inOrder.flatMap((reading) => {
        const value = reading.values.find((each) => each.kind === sign.kind)
        return value?.number == null || reading.takenAt === null || reading.takenAt.length < 10
          ? []
          : [{ at: Date.parse(reading.takenAt) / 1000, value }]
      })
      if (points.length === 0) return []
      const first = {
        label: sign.kind === 'bloodPressure' ? 'Systolic' : sign.label,
        values: points.map((point) => point.value.number),
      }
      const second = { label: 'Diastolic', dashed: true, values: points.map((point) => point.value.second) }
      return [
        {
          sign,
          times: points.map((point) => point.at),
          series: sign.kind === 'bloodPressure' ? [first, second] : [first],
          latest: points.at(-1)?.value.text ?? '',
        },
      ]
    })
  }, [readings])
  if (shown.length === 0) return <Empty title="There is nothing to draw yet." />
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <div className={`${chart['scroll']} ${classes['trends']}`} tabIndex={0} role="group" aria-label="Trends">
      {shown.map(({ sign, times, series, latest }) => (
        <section key={sign.kind} className={classes['trend']}>
          <h3>
            {sign.label} <span>{latest}</span>
          </h3>
          <TrendChart
            label={`${sign.label} over time, ${times.length} values, latest ${latest}`}
            times={times}
            series={series}
            unit={sign.unit}
            {...usual[sign.kind]}
          />
        </section>
      ))}
    </div>
  )
}

/** What is usual in adults, as a background; a clinician judges the child and the patient. */
const usual: Partial<Record<VitalKind, { low: number; high: number }>> = {
  pulse: { low: 60, high: 100 },
  respiration: { low: 12, high: 20 },
  temperature: { low: 97, high: 100 },
  saturation: { low: 94, high: 100 },
  bmi: { low: 18.5, high: 25 },
}
