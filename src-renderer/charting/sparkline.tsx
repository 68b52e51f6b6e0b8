import classes from './results.module.css'

const width = 100
const height = 20

/** The course of a test in a line of a list. The values stand behind it. */
export function Sparkline({ values }: { values: readonly (number | null)[] }) {
  const numbers = values.filter((value) => value !== null)
  if (numbers.length < 2) return null
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)]
  const at = (value: number, index: number) => [
    2 + (index / (numbers.length - 1)) * (width - 6),
    height - 3 - ((value - least) / (most - least || 1)) * (height - 6),
  ]
  const [x = 0, y = 0] = at(numbers.at(-1) ?? 0, numbers.length - 1)
  return (
    <svg className={classes['spark']} width={width} height={height} aria-hidden="true">
      <polyline
        points={numbers
          .map((value, index) =>
            at(value, index)
              .map((each) => each.toFixed(1))
              .join(','),
          )
          .join(' ')}
      />
      <circle cx={x} cy={y} r={2} />
    </svg>
  )
}
