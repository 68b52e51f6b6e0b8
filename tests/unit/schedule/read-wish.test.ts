import { expect, test } from 'vitest'
import { readWish } from '../../../src-renderer/schedule/read-wish.ts'

const names = {
  visitTypes: [
    { id: 'office', name: 'Office visit' },
    { id: 'follow', name: 'Follow-up visit' },
    { id: 'new', name: 'New patient' },
  ],
  providers: [
    { id: 'rivera', name: 'Dr. Ana Rivera' },
    { id: 'osei', name: 'Dr. Kofi Osei' },
    { id: 'rivers', name: 'Dr. Sam Rivers' },
  ],
  locations: [
    { id: 'main', name: 'Main Street' },
    { id: 'harbor', name: 'Harbor' },
  ],
}
// a Monday
const read = (text: string) => readWish(text, names, '2026-11-23')

test.each([
  ['', {}],
  ['fol', { visitTypeId: 'follow' }],
  ['follow-up visit', { visitTypeId: 'follow' }],
  ['new riv', { visitTypeId: 'new', providers: ['rivera', 'rivers'] }],
  ['rivera', { providers: ['rivera'] }],
  ['dr rivera', { providers: ['rivera'] }],
  ['rivera osei', { providers: ['rivera', 'osei'] }],
  ['RIVERA, harb', { providers: ['rivera'], locationId: 'harbor' }],
  ['mon wed am', { weekdays: [1, 3], part: 'morning' }],
  ['t+14', { from: '2026-12-07' }],
  ['12/14 pm spread', { from: '2026-12-14', part: 'afternoon', order: 'spread' }],
])('%s', (text, wish) => {
  expect(read(text)).toEqual({ wish, unread: [] })
})

test('what is not understood is told, and the rest is read', () => {
  expect(read('rivera xyz tue')).toEqual({ wish: { providers: ['rivera'], weekdays: [2] }, unread: ['xyz'] })
  expect(read('99/99')).toEqual({ wish: {}, unread: ['99/99'] })
})
