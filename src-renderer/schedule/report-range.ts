/** Stretches of days that are asked for often. */
import { addDays } from '../../shared/kernel/time.ts'

export const ranges = [
  { value: '30', label: 'Last 30 days' },
  { value: 'month', label: 'This month' },
  { value: 'last-month', label: 'Last month' },
  { value: '90', label: 'Last 90 days' },
  { value: '365', label: 'Last 365 days' },
  { value: 'next', label: 'Next 30 days' },
  { value: 'days', label: 'From … to' },
] as const
export type Range = (typeof ranges)[number]['value']

/** First and last day; null where somebody says them by themselves. */
export function daysOf(range: Range, today: string): readonly [string, string] | null {
  const first = `${today.slice(0, 7)}-01`
  if (range === 'days') return null
  if (range === 'month') return [first, addDays(`${addDays(first, 31).slice(0, 7)}-01`, -1)]
  if (range === 'last-month') return [`${addDays(first, -1).slice(0, 7)}-01`, addDays(first, -1)]
  if (range === 'next') return [today, addDays(today, 29)]
  return [addDays(today, 1 - Number(range)), today]
}
