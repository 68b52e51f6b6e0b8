/** Boxes of one column side by side: no two that are at one time lie over each other, and each is as wide as it can be. */

export type Box = Readonly<{ id: string; startMin: number; endMin: number }>

/** Of `lanes` equal parts of the column's width it begins at the part `lane` (from 0) and takes `span` of them. */
export type Lane = Readonly<{ lane: number; lanes: number; span: number }>

type Placed = Box & { lane: number }

/**
 * The lanes of boxes, by id, whatever order they come in. `least`: as many minutes a box takes on the page at least, however short it is.
 * Boxes that touch lie under each other.
 */
export function layOutBoxes(boxes: readonly Box[], least = 1): Map<string, Lane> {
  const ordered = boxes
    .map((box) => ({ ...box, endMin: Math.max(box.endMin, box.startMin + least) }))
    // the longer of two that begin together stands first, where the eye looks for it
    .toSorted((a, b) => a.startMin - b.startMin || b.endMin - a.endMin || (a.id < b.id ? -1 : 1))
  const lanes = new Map<string, Lane>()
  let group: Placed[] = []
  let until = Number.NEGATIVE_INFINITY
  for (const box of ordered) {
    if (box.startMin >= until) {
      finish(group, lanes)
      group = []
      until = Number.NEGATIVE_INFINITY
    }
    const taken = new Set(group.filter(({ endMin }) => endMin > box.startMin).map(({ lane }) => lane))
    let lane = 0
    while (taken.has(lane)) lane += 1
    group.push({ ...box, lane })
    until = Math.max(until, box.endMin)
  }
  finish(group, lanes)
  return lanes
}

/** Boxes that hang together share their number of lanes; what is free to the right of a box is its own. */
function finish(group: readonly Placed[], lanes: Map<string, Lane>): void {
  const count = Math.max(0, ...group.map(({ lane }) => lane)) + 1
  for (const box of group) {
    const beside = group
      .filter((other) => other.lane > box.lane && other.startMin < box.endMin && other.endMin > box.startMin)
      .map(({ lane }) => lane)
    lanes.set(box.id, { lane: box.lane, lanes: count, span: Math.min(count, ...beside) - box.lane })
  }
}
