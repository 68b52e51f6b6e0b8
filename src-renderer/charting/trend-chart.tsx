/** A line over time, drawn by uPlot in the colours of the theme. The table beside it says the same in numbers. */
import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import classes from './trend-chart.module.css'

export type Series = Readonly<{ label: string; values: readonly (number | null)[]; dashed?: boolean }>
/** Above this many values the marks would hide the line. */
const mostMarked = 60

type Props = {
  label: string
  /** Seconds since 1970, rising. */
  times: readonly number[]
  series: readonly Series[]
  unit: string
  /** The range that is usual, drawn as a band. */
  low?: number | null
  high?: number | null
  height?: number
}

export function TrendChart({ label, times, series, unit, low = null, high = null, height = 200 }: Props) {
  const holder = useRef<HTMLDivElement>(null)
  const scheme = useComputedColorScheme()
  useEffect(() => {
    const element = holder.current
    if (!element) return undefined
    const color = (name: string) => getComputedStyle(element).getPropertyValue(name).trim()
    const grid = { stroke: color('--hf-line'), width: 1 }
    const axis = {
      stroke: color('--mantine-color-dimmed'),
      grid,
      ticks: { ...grid, size: 4 },
      font: '12px Roboto, sans-serif',
    }
    const strokes = [color('--hf-accent'), color('--hf-warn')]
    const plot = new uPlot(
      {
        width: element.clientWidth,
        height,
        fmtDate: (template) => uPlot.fmtDate(template),
        legend: { show: false },
        cursor: { points: { size: 7 }, drag: { x: false, y: false } },
        scales: { x: { time: true }, y: { range: (_plot, min, max) => padded(min, max, low, high) } },
        axes: [
          { ...axis, space: 70 },
          { ...axis, size: 48, label: unit, labelSize: 18, labelFont: '12px Roboto, sans-serif' },
        ],
        series: [
          {},
          ...series.map(({ label: name, dashed }, index) => ({
            label: name,
            stroke: strokes[index] ?? strokes[0] ?? '#000',
            width: 1.75,
            spanGaps: true,
            points: { show: times.length <= mostMarked, size: 5, fill: color('--hf-raised') },
            ...(dashed && { dash: [5, 3] }),
          })),
        ],
        hooks: { drawClear: [(drawn) => band(drawn, low, high, color('--mantine-color-green-light'))] },
      },
      [[...times], ...series.map(({ values }) => [...values])],
      element,
    )
    const resize = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height }))
    resize.observe(element)
    return () => {
      resize.disconnect()
      plot.destroy()
    }
  }, [times, series, unit, low, high, height, scheme])
  return (
    <figure className={classes['figure']}>
      {series.length > 1 && (
        <figcaption className={classes['legend']}>
          {series.map(({ label: name }, index) => (
            <span key={name} data-series={index}>
              {name}
            </span>
          ))}
        </figcaption>
      )}
      <div ref={holder} role="img" aria-label={label} className={classes['plot']} />
    </figure>
  )
}

/** Room above and below, and the usual range in sight. */
function padded(min: number, max: number, low: number | null, high: number | null): [number, number] {
  const from = Math.min(min, low ?? min)
  const to = Math.max(max, high ?? max)
  const room = (to - from || Math.abs(to) || 1) * 0.12
  return [from >= 0 ? Math.max(0, from - room) : from - room, to + room]
}

function band(plot: uPlot, low: number | null, high: number | null, color: string): void {
  if (low === null && high === null) return
  const { ctx, bbox } = plot
  const top = high === null ? bbox.top : Math.max(bbox.top, plot.valToPos(high, 'y', true))
  const bottom =
    low === null ? bbox.top + bbox.height : Math.min(bbox.top + bbox.height, plot.valToPos(low, 'y', true))
  if (bottom <= top) return
  ctx.save()
  ctx.fillStyle = color
  ctx.fillRect(bbox.left, top, bbox.width, bottom - top)
  ctx.restore()
}
