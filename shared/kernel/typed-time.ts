/**
 * Reads a time of day as people type it: `9`, `930`, `9:30`, `2:30p`, `2.30 pm`, `1430`, `noon`. What is neither AM nor PM is in the hours
 * a practice is open: 7 to 12 before noon and at it, 1 to 6 after. The minute of the day, or null for what is no time.
 */
export function readTypedTime(typed: string): number | null {
  const text = typed.trim().toLowerCase().replaceAll(/\s+/g, '')
  if (text === 'noon') return 720
  const match = /^(\d{1,2}?)(?:[:.]?(\d{2}))?([ap])?\.?(?:m\.?)?$/.exec(text)
  if (!match) return null
  const [, hourText = '', minuteText = '0', half] = match
  const [hour, minute] = [Number(hourText), Number(minuteText)]
  if (minute > 59 || hour > 23) return null
  if (half !== undefined)
    return hour < 1 || hour > 12 ? null : ((hour % 12) + (half === 'p' ? 12 : 0)) * 60 + minute
  const isAfternoon = hour >= 1 && hour <= 6 && !hourText.startsWith('0')
  return (hour + (isAfternoon ? 12 : 0)) * 60 + minute
}

/** `2:30 PM`. */
export function clockText(minuteOfDay: number): string {
  const hour = Math.floor(minuteOfDay / 60) % 24
  return `${hour % 12 === 0 ? 12 : hour % 12}:${String(minuteOfDay % 60).padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'}`
}
