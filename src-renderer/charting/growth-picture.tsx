import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { getGrowth } from '../../shared/charting/get-growth.ts'
import { drawnPercentiles, valueAt, type Lms } from '../../shared/charting/growth.ts'
import { growthNames } from './growth.tsx'
import classes from './growth-picture.module.css'

type Chart = OutputOf<typeof getGrowth>['charts'][number]

const width = 760
const height = 520
const edge = { left: 44, right: 40, top: 12, bottom: 36 }

/** Steps a ruler would have. */
function ticks(from: number, to: number, about: number): number[] {
  const raw = (to - from) / about
  const size = 10 ** Math.floor(Math.log10(raw))
  const step = [1, 2, 5, 10].map((each) => each * size).find((each) => each >= raw) ?? size
  const first = Math.ceil(from / step) * step
  return Array.from({ length: Math.floor((to - first) / step + 1e-9) + 1 }, (_, index) =>
    Number((first + index * step).toFixed(6)),
  )
}

export function GrowthPicture({ chart }: { chart: Chart }) {
  const names = growthNames[chart.chart]
  const inYears = names.x === 'Age in years'
  const xs = chart.points.map((point) => point.x)
  const [first] = chart.reference
  const last = chart.reference.at(-1)
  const fromX = first && last ? first[0] : Math.max(0, Math.min(...xs) - 1)
  const toX = first && last ? last[0] : Math.max(...xs) + 1
  const extremes = [
    ...chart.points.map((point) => point.y),
    ...chart.reference.flatMap((lms) => [valueAt(-2.1, lms), valueAt(2.1, lms)]),
  ]
  const spread = Math.max(...extremes) - Math.min(...extremes) || 1
  const fromY = Math.max(0, Math.min(...extremes) - spread * 0.04)
  const toY = Math.max(...extremes) + spread * 0.04
  const x = (value: number) =>
    edge.left + ((value - fromX) / (toX - fromX)) * (width - edge.left - edge.right)
  const y = (value: number) =>
    height - edge.bottom - ((value - fromY) / (toY - fromY)) * (height - edge.top - edge.bottom)
  const curve = (z: number) =>
    chart.reference
      .map(
        (lms: Lms, index) =>
          `${index === 0 ? 'M' : 'L'}${x(lms[0]).toFixed(1)} ${y(valueAt(z, lms)).toFixed(1)}`,
      )
      .join('')
  const xTicks = inYears ? ticks(fromX / 12, toX / 12, 9) : ticks(fromX, toX, 9)
  const latest = chart.points.at(-1)
  const label = `${names.name}: ${chart.points.length} measurements, latest ${latest?.y.toFixed(1)} ${names.y}${latest?.percentile == null ? '' : `, percentile ${latest.percentile.toFixed(0)}`}`

  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} className={classes['picture']}>
      <g className={classes['grid']}>
        {xTicks.map((tick) => (
          <g key={tick}>
            <line
              x1={x(inYears ? tick * 12 : tick)}
              x2={x(inYears ? tick * 12 : tick)}
              y1={edge.top}
              y2={height - edge.bottom}
            />
            <text x={x(inYears ? tick * 12 : tick)} y={height - edge.bottom + 16} textAnchor="middle">
              {tick}
            </text>
          </g>
        ))}
        {ticks(fromY, toY, 9).map((tick) => (
          <g key={tick}>
            <line x1={edge.left} x2={width - edge.right} y1={y(tick)} y2={y(tick)} />
            <text x={edge.left - 6} y={y(tick) + 4} textAnchor="end">
              {tick}
            </text>
          </g>
        ))}
        <text x={(width - edge.right + edge.left) / 2} y={height - 4} textAnchor="middle">
          {names.x}
        </text>
        <text x={edge.left - 36} y={edge.top + 4}>
          {names.y}
        </text>
      </g>
      {last && (
        <g className={classes['curves']}>
          {drawnPercentiles.map(([percentile, z]) => (
            <g key={percentile} data-middle={percentile === 50 || undefined}>
              <path d={curve(z)} />
              <text x={width - edge.right + 4} y={y(valueAt(z, last)) + 4}>
                {percentile}
              </text>
            </g>
          ))}
        </g>
      )}
      <polyline
        className={classes['line']}
        points={chart.points.map((point) => `${x(point.x).toFixed(1)},${y(point.y).toFixed(1)}`).join(' ')}
      />
      {chart.points.map((point) => (
        <circle
          key={point.observationId}
          className={classes['point']}
          cx={x(point.x)}
          cy={y(point.y)}
          r={4}
        />
      ))}
    </svg>
  )
}
