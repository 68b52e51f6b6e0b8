/** A child's growth against the reference: our own drawing, the same on screen and on paper. */
import { useState } from 'react'
import { getGrowth } from '../../shared/charting/get-growth.ts'
import type { GrowthChart } from '../../shared/charting/growth-reference.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { DataTable, type Column } from '../kernel/data-table.tsx'
import { dateText } from '../kernel/dates.ts'
import { Empty } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import { GrowthPicture } from './growth-picture.tsx'
import { Answered } from './section.tsx'
import classes from './vitals.module.css'

type Chart = OutputOf<typeof getGrowth>['charts'][number]
type Point = Chart['points'][number]

export const growthNames: Readonly<Record<GrowthChart, { name: string; x: string; y: string }>> = {
  'weight-for-age-infant': { name: 'Weight, 0–36 months', x: 'Age in months', y: 'kg' },
  'length-for-age': { name: 'Length, 0–36 months', x: 'Age in months', y: 'cm' },
  'head-for-age': { name: 'Head circumference', x: 'Age in months', y: 'cm' },
  'weight-for-length': { name: 'Weight for length', x: 'Length in cm', y: 'kg' },
  'weight-for-age': { name: 'Weight, 2–20 years', x: 'Age in years', y: 'kg' },
  'stature-for-age': { name: 'Stature, 2–20 years', x: 'Age in years', y: 'cm' },
  'bmi-for-age': { name: 'BMI, 2–20 years', x: 'Age in years', y: 'kg/m²' },
  'weight-for-stature': { name: 'Weight for stature', x: 'Stature in cm', y: 'kg' },
}

const percentileText = (value: number | null): string => {
  if (value === null) return ''
  if (value < 0.1) return '< 0.1'
  if (value > 99.9) return '> 99.9'
  return value < 3 || value > 97 ? value.toFixed(1) : value.toFixed(0)
}

const columnsOf = (chart: GrowthChart): readonly Column<Point>[] => [
  {
    id: 'taken',
    head: 'Taken',
    width: '104px',
    value: (row) => row.takenAt,
    cell: (row) => dateText(row.takenAt),
  },
  {
    id: 'y',
    head: growthNames[chart].y,
    align: 'right',
    value: (row) => row.y,
    cell: (row) => row.y.toFixed(1),
  },
  {
    id: 'percentile',
    head: 'Percentile',
    align: 'right',
    value: (row) => row.percentile,
    cell: (row) => percentileText(row.percentile),
  },
  {
    id: 'z',
    head: 'z',
    width: '56px',
    align: 'right',
    value: (row) => row.zScore,
    cell: (row) => row.zScore?.toFixed(2),
  },
]

export function Growth({ patientId }: { patientId: string }) {
  const answer = useAsk(getGrowth, { patientId })
  const [chosen, setChosen] = useState<GrowthChart | null>(null)
  return (
    <Answered<typeof getGrowth> answer={answer}>
      {({ charts, sex }) => {
        const shown = charts.find((chart) => chart.chart === chosen) ?? mostPoints(charts)
        if (!shown)
          return (
            <Empty title="Nothing has been measured that a growth chart shows.">
              It needs a full birth date, and weight, length or head circumference.
            </Empty>
          )
        return (
          <div className={classes['growth']}>
            <div className={classes['choices']} role="group" aria-label="Growth charts">
              {charts.map(({ chart, points }) => (
                <button
                  key={chart}
                  type="button"
                  aria-pressed={chart === shown.chart}
                  onClick={() => setChosen(chart)}
                >
                  {growthNames[chart].name} <span className={classes['source']}>{points.length}</span>
                </button>
              ))}
            </div>
            <div className={classes['picture']}>
              <GrowthPicture chart={shown} />
              <p className={classes['source']}>
                {shown.source
                  ? `Curves: ${shown.source}, ${sex === 'female' ? 'girls' : 'boys'}; 3rd to 97th percentile.`
                  : 'No reference curves are on this workstation. Import the CDC growth tables to see percentiles.'}
              </p>
            </div>
            <div className={classes['points']}>
              <DataTable
                label={growthNames[shown.chart].name}
                rows={[...shown.points].reverse()}
                columns={columnsOf(shown.chart)}
                rowKey={(row) => row.observationId}
                patientId={patientId}
                empty={null}
              />
            </div>
          </div>
        )
      }}
    </Answered>
  )
}

const mostPoints = (charts: readonly Chart[]): Chart | undefined =>
  [...charts].sort((a, b) => b.points.length - a.points.length)[0]
