import { shortDay, weekdayNames } from './weekday-text.ts'

/** Days of the week as keys that stay pressed. `chosen`: by number, 1 is Monday; told in the order of the week. */
export function WeekdayChoice({
  label,
  chosen,
  className,
  nameOf = shortDay,
  onChange,
}: {
  label: string
  chosen: readonly number[]
  className: string | undefined
  /** What stands on a key, of `Tuesday`. */
  nameOf?(name: string): string
  onChange(chosen: number[]): void
}) {
  return (
    <div className={className} role="group" aria-label={label}>
      {weekdayNames.map((name, index) => {
        const day = index + 1
        const on = chosen.includes(day)
        return (
          <button
            key={name}
            type="button"
            aria-pressed={on}
            onClick={() =>
              onChange(
                on ? chosen.filter((each) => each !== day) : [...chosen, day].toSorted((a, b) => a - b),
              )
            }
          >
            <span aria-hidden="true">{nameOf(name)}</span>
            <span className="hf-sr">{name}</span>
          </button>
        )
      })}
    </div>
  )
}
