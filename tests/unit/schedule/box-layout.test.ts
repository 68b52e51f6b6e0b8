import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { layOutBoxes, type Box } from '../../../shared/schedule/box-layout.ts'

const boxes: fc.Arbitrary<Box[]> = fc
  .array(
    fc.record({ startMin: fc.integer({ min: 0, max: 120 }), minutes: fc.integer({ min: 0, max: 60 }) }),
    {
      maxLength: 40,
    },
  )
  .map((all) =>
    all.map(({ startMin, minutes }, at) => ({ id: `box ${at}`, startMin, endMin: startMin + minutes })),
  )

/** Where on the page, in shares of the column and in minutes. */
function drawn(all: readonly Box[], least: number) {
  const lanes = layOutBoxes(all, least)
  return all.map((box) => {
    const { lane, lanes: count, span } = lanes.get(box.id) ?? { lane: -1, lanes: 0, span: 0 }
    return {
      id: box.id,
      left: lane / count,
      right: (lane + span) / count,
      top: box.startMin,
      bottom: Math.max(box.endMin, box.startMin + least),
      count,
    }
  })
}
type Drawn = ReturnType<typeof drawn>[number]
const atOneTime = (a: Drawn, b: Drawn): boolean => a.top < b.bottom && b.top < a.bottom
const hair = 1e-9
const overlap = (a: Drawn, b: Drawn): boolean =>
  atOneTime(a, b) && a.left < b.right - hair && b.left < a.right - hair

test('no two boxes overlap, none is left out, each is within its column', () => {
  fc.assert(
    fc.property(boxes, fc.constantFrom(1, 10, 15), (all, least) => {
      const page = drawn(all, least)
      for (const [at, one] of page.entries()) {
        expect(one.left).toBeGreaterThanOrEqual(0)
        expect(one.right).toBeLessThanOrEqual(1 + hair)
        expect(one.right - one.left).toBeGreaterThan(0.001)
        expect(page.slice(at + 1).filter((other) => overlap(one, other))).toEqual([])
      }
    }),
    { numRuns: 400 },
  )
})

test('each is as wide as it can be: there is a box at its right, or the end of the column', () => {
  fc.assert(
    fc.property(boxes, (all) => {
      const page = drawn(all, 1)
      for (const one of page) {
        const wider = { ...one, right: one.right + 1 / one.count }
        expect(
          wider.right > 1 + hair || page.some((other) => other.id !== one.id && overlap(wider, other)),
        ).toBe(true)
      }
      const alone = page.filter((one) => !page.some((other) => other.id !== one.id && atOneTime(one, other)))
      expect(alone.map(({ left, right }) => [left, right])).toEqual(alone.map(() => [0, 1]))
    }),
    { numRuns: 300 },
  )
})

test('no more lanes than boxes at one minute', () => {
  fc.assert(
    fc.property(boxes, (all) => {
      const page = drawn(all, 1)
      const most = Math.max(
        0,
        ...page.map((one) => page.filter((other) => other.top <= one.top && other.bottom > one.top).length),
      )
      expect(Math.max(0, ...page.map(({ count }) => count))).toBe(most)
    }),
    { numRuns: 200 },
  )
})

test('the same whatever order they come in', () => {
  fc.assert(
    fc.property(boxes, fc.integer(), (all, seed) => {
      const other = all.toSorted(
        (a, b) => ((Number(a.id.slice(4)) * seed) % 7) - ((Number(b.id.slice(4)) * seed) % 7),
      )
      const sorted = (lanes: ReturnType<typeof layOutBoxes>) =>
        [...lanes].toSorted(([a], [b]) => (a < b ? -1 : 1))
      expect(sorted(layOutBoxes(other))).toEqual(sorted(layOutBoxes(all)))
    }),
    { numRuns: 200 },
  )
})

test('a quarter beside an hour, and what comes after takes the room that is left', () => {
  const lanes = layOutBoxes([
    { id: 'hour', startMin: 0, endMin: 60 },
    { id: 'quarter', startMin: 0, endMin: 15 },
    { id: 'next', startMin: 15, endMin: 30 },
    { id: 'beside', startMin: 20, endMin: 30 },
    { id: 'later', startMin: 60, endMin: 90 },
  ])
  expect(Object.fromEntries(lanes)).toEqual({
    hour: { lane: 0, lanes: 3, span: 1 },
    quarter: { lane: 1, lanes: 3, span: 2 },
    next: { lane: 1, lanes: 3, span: 1 },
    beside: { lane: 2, lanes: 3, span: 1 },
    later: { lane: 0, lanes: 1, span: 1 },
  })
})
