import { expect, test } from 'vitest'
import { Random } from '../../../tools/demo/random.ts'
import { hoursText, readHours, type Stretch } from '../../../shared/schedule/typed-hours.ts'

test.each([
  ['8-12, 1-5', '8 AM–noon, 1 PM–5 PM'],
  ['8-5', '8 AM–5 PM'],
  ['8:30 - 12:15', '8:30 AM–12:15 PM'],
  ['1-5, 8-12', '8 AM–noon, 1 PM–5 PM'],
  ['13-17', '1 PM–5 PM'],
  ['7a-3p', '7 AM–3 PM'],
  ['06:00-2', '6 AM–2 PM'],
  ['10 to noon; 2 p.m. to 6 p.m.', '10 AM–noon, 2 PM–6 PM'],
  ['0800-1200', '8 AM–noon'],
  ['12-4', 'noon–4 PM'],
  ['20-midnight', '8 PM–midnight'],
  ['9-9', '9 AM–9 PM'],
  ['', ''],
])('“%s” is %s', (typed, meant) => {
  expect(hoursText(readHours(typed) ?? [[1, 2]])).toBe(meant)
})

test.each(['8', '8-', 'x-5', '8-12, 11-1', '25-26', '8-8:75', '17-13', '13p-14p', '8-12-4'])(
  '“%s” is not read as something else',
  (typed) => expect(readHours(typed)).toBeNull(),
)

test('whatever is written reads the same again', () => {
  const random = new Random('typed hours')
  for (let run = 0; run < 500; run += 1) {
    const edges = [...new Set(Array.from({ length: 6 }, () => random.int(0, 288) * 5))].toSorted(
      (a, b) => a - b,
    )
    const stretches = edges.flatMap((from, at): Stretch[] => {
      const to = edges[at + 1]
      return at % 2 === 0 && to !== undefined ? [[from, to]] : []
    })
    expect([hoursText(stretches), readHours(hoursText(stretches))]).toEqual([hoursText(stretches), stretches])
  }
})
