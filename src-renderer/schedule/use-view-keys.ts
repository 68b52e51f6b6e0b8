/** Keys that change what is shown, wherever the focus is but in a field. */
import { useHotkeys } from '@mantine/hooks'
import { addDays } from '../../shared/kernel/time.ts'
import { useHand } from './grid-hand.ts'
import { hourHeights, nextOf, useGridView, type GridView } from './grid-view.ts'

/** A day, a week or a month on, or back. */
export function dayBeside(view: GridView['view'], day: string, by: 1 | -1): string {
  if (view === 'day') return addDays(day, by)
  if (view === 'week') return addDays(day, 7 * by)
  const first = `${day.slice(0, 7)}-01`
  return by === 1 ? `${addDays(first, 31).slice(0, 7)}-01` : `${addDays(first, -1).slice(0, 7)}-01`
}

const shown = () => useGridView.getState()
const show = (change: Partial<GridView>): void => shown().show(change)

/** `askFor`: what a view that comes next is made of. */
export function useViewKeys(today: string, askFor: (next: GridView) => void): void {
  const go = (change: Partial<GridView>) => {
    askFor({ ...shown(), ...change })
    // what is asked is sealed beside this thread before it is sent: drawing at once would keep it waiting
    setTimeout(() => show(change))
  }
  const beside = (by: 1 | -1) => {
    const { view, day } = shown()
    go({ day: dayBeside(view, day ?? today, by) })
  }
  const zoom = (by: 1 | -1) => show({ hourHeight: nextOf(hourHeights, shown().hourHeight, by) })
  useHotkeys([
    ['t', () => go({ day: null })],
    ['[', () => beside(-1)],
    [']', () => beside(1)],
    ['d', () => go({ view: 'day' })],
    ['w', () => go({ view: 'week' })],
    ['o', () => go({ view: 'month' })],
    ['f', () => useHand.getState().open({ what: 'find' })],
    ['l', () => useHand.getState().open({ what: 'waitlist', start: null })],
    ['r', () => useHand.getState().open({ what: 'recalls' })],
    ['h', () => show({ wholeDay: !shown().wholeDay })],
    ['/', () => document.getElementById('schedule-filter')?.click()],
    ['=', () => zoom(1)],
    ['shift++', () => zoom(1)],
    ['-', () => zoom(-1)],
  ])
}
