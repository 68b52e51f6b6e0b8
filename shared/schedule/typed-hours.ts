/** Hours as somebody types them, `8-12, 1-5`, and as they are written: what is written reads the same again. */

/** Minutes of a local day. */
export type Stretch = readonly [from: number, to: number]

const token = /^(\d{1,2})(?::?(\d{2}))?\s*(a|am|p|pm)?$/

type Time = Readonly<{ hour: number; minute: number; half: 'a' | 'p' | null }>

function readTime(text: string): Time | null {
  if (text === 'noon') return { hour: 12, minute: 0, half: 'p' }
  if (text === 'midnight') return { hour: 24, minute: 0, half: null }
  const match = token.exec(text)
  if (!match) return null
  const [, hours, minutes = '0', half] = match
  const [hour, minute] = [Number(hours), Number(minutes)]
  if (hour > 24 || minute > 59 || (half !== undefined && (hour < 1 || hour > 12))) return null
  if (hour === 24 && minute > 0) return null
  return { hour, minute, half: half === undefined ? null : half.startsWith('a') ? 'a' : 'p' }
}

const halfDay = 720
const minuteOf = ({ hour, minute, half }: Time): number =>
  half === null ? hour * 60 + minute : (hour % 12) * 60 + minute + (half === 'p' ? halfDay : 0)

/** From 1 to 6 without more is after noon: nobody's day in a clinic begins then otherwise. `06:00` or `6a` is in the morning. */
const isAfternoon = ({ hour, half }: Time, text: string): boolean =>
  half === null && hour >= 1 && hour <= 6 && !text.startsWith('0')

/** Null where it cannot be read, or stretches are crooked or overlap; empty where nothing is typed. */
export function readHours(typed: string): Stretch[] | null {
  const stretches: Stretch[] = []
  const said = typed
    .toLowerCase()
    .replaceAll(/[–—]|\bto\b/g, '-')
    .replaceAll('.', '')
  for (const part of said.split(/[,;]/).map((each) => each.trim())) {
    if (part === '') continue
    const [one, other, ...more] = part.split('-').map((each) => each.trim())
    const from = readTime(one ?? '')
    const to = readTime(other ?? '')
    if (!from || !to || more.length > 0) return null
    const begin = minuteOf(from) + (isAfternoon(from, one ?? '') ? halfDay : 0)
    let end = minuteOf(to)
    // `8-5` ends in the afternoon
    if (end <= begin && to.half === null && to.hour < 12) end += halfDay
    if (end <= begin || end > 1440) return null
    stretches.push([begin, end])
  }
  stretches.sort(([a], [b]) => a - b)
  return stretches.some(([begin], at) => at > 0 && begin < (stretches[at - 1]?.[1] ?? 0)) ? null : stretches
}

/** `8:30 AM`. */
export function minuteText(minute: number): string {
  if (minute === 1440) return 'midnight'
  const hour = Math.floor(minute / 60)
  const past = minute % 60 === 0 ? '' : `:${String(minute % 60).padStart(2, '0')}`
  if (minute === halfDay) return 'noon'
  return `${hour % 12 === 0 ? 12 : hour % 12}${past} ${hour < 12 ? 'AM' : 'PM'}`
}

/** `8 AM–noon, 1 PM–5 PM`. */
export const hoursText = (stretches: readonly Stretch[]): string =>
  stretches.map(([from, to]) => `${minuteText(from)}–${minuteText(to)}`).join(', ')
