/** What was copied from a chart leaves by itself (E27). At a lock and at the end it is asked to: lock-state, `clear-clipboard`. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PatientClipboard } from '../../../src-main/app/clipboard.ts'

let holds = ''
vi.mock('electron', () => ({
  clipboard: {
    writeText: (text: string) => {
      holds = text
      return Promise.resolve()
    },
    clear: () => (holds = ''),
  },
}))

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('after a minute, from the last time something was copied; at once where it is asked to', async () => {
  const clipboard = new PatientClipboard()
  expect(await clipboard.copy('Okon')).toBe(60)
  vi.advanceTimersByTime(59_999)
  expect(holds).toBe('Okon')
  await clipboard.copy('Guzman')
  vi.advanceTimersByTime(59_999)
  expect(holds).toBe('Guzman')
  vi.advanceTimersByTime(1)
  expect(holds).toBe('')
  await clipboard.copy('Okon')
  clipboard.clear()
  expect(holds).toBe('')
  // what somebody copies elsewhere afterwards is theirs
  holds = 'a letter'
  vi.advanceTimersByTime(600_000)
  expect(holds).toBe('a letter')
})
