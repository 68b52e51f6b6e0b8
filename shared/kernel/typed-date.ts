import { Temporal } from 'temporal-polyfill'

const months = 'january february march april may june july august september october november december'.split(
  ' ',
)
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** Which side of today a two-digit year or a weekday leans to: a birth date to the past, a booking to the future. */
export type Lean = 'past' | 'future'

/**
 * Reads a date as people type it. `02291980`, `2/29/1980`, `2-29-80`, `2.29.1980`, `1980-02-29`, `19800229`,
 * `29 Feb 1980`, `Feb 29, 1980`, `t`, `t+14`, `t-1w`, `mon`. Month comes before day, as in the United States.
 * `today` is YYYY-MM-DD; the answer is YYYY-MM-DD, or null for what is no date.
 */
export function readTypedDate(typed: string, today: string, lean: Lean): string | null {
  const text = typed.trim().toLowerCase()
  return relative(text, today, lean) ?? numeric(text, today, lean) ?? named(text, today, lean)
}

function relative(text: string, today: string, lean: Lean): string | null {
  const match = /^(?:t|today)(?:\s*([+-])\s*(\d{1,4})\s*([dwmy]?))?$/.exec(text)
  const base = Temporal.PlainDate.from(today)
  if (match) {
    const size = Number(match[2] ?? 0) * (match[1] === '-' ? -1 : 1)
    const unit = ({ w: 'weeks', m: 'months', y: 'years' } as const)[match[3] ?? ''] ?? 'days'
    const { year, month, day: dayOfMonth } = base.add({ [unit]: size })
    return day(year, month, dayOfMonth)
  }
  const weekday = text.length >= 3 ? weekdays.findIndex((name) => name.startsWith(text)) : -1
  if (weekday < 0) return null
  const ahead = (weekday + 1 - base.dayOfWeek + 7) % 7
  const days = lean === 'future' ? ahead || 7 : ahead === 0 ? -7 : ahead - 7
  return base.add({ days }).toString()
}

function numeric(text: string, today: string, lean: Lean): string | null {
  const iso =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? /^((?:18|19|20)\d{2})(\d{2})(\d{2})$/.exec(text)
  const isoDay = iso && day(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  if (isoDay) return isoDay
  const us =
    /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(text)
  return us ? typedDay(us[3] ?? '', Number(us[1]), Number(us[2]), today, lean) : null
}

function named(text: string, today: string, lean: Lean): string | null {
  const dayFirst = /^(\d{1,2})[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4}|\d{2})$/.exec(text)
  const monthFirst = /^([a-z]{3,9})\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4}|\d{2})$/.exec(text)
  const [monthText, dayText, yearText] = dayFirst
    ? [dayFirst[2], dayFirst[1], dayFirst[3]]
    : [monthFirst?.[1], monthFirst?.[2], monthFirst?.[3]]
  const month = monthText === undefined ? 0 : months.findIndex((name) => name.startsWith(monthText)) + 1
  return month > 0 ? typedDay(yearText ?? '', month, Number(dayText), today, lean) : null
}

/**
 * A two-digit year is the nearest on the side the date leans to: `80` typed in 2026 as a birth date is 1980, and
 * `12/31/26` typed that November is 1926.
 */
function typedDay(year: string, month: number, dayOfMonth: number, today: string, lean: Lean): string | null {
  if (year.length === 4) return day(Number(year), month, dayOfMonth)
  const thisYear = Number(today.slice(0, 4))
  const near = thisYear - (thisYear % 100) + Number(year)
  if (lean === 'future') return day(near < thisYear - 50 ? near + 100 : near, month, dayOfMonth)
  const found = day(near, month, dayOfMonth)
  return found !== null && found <= today ? found : day(near - 100, month, dayOfMonth)
}

function day(year: number, month: number, dayOfMonth: number): string | null {
  try {
    if (year < 1800 || year > 2200) return null
    return Temporal.PlainDate.from({ year, month, day: dayOfMonth }, { overflow: 'reject' }).toString()
  } catch {
    return null
  }
}
