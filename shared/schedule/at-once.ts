/** How many come at one time: what a resource is taken by, side by side. */

/** What takes it, from a minute to before another (since 1970). Those of one `groupId` come to one visit and count once. */
export type Taking = Readonly<{
  appointmentId: string
  groupId: string | null
  startMin: number
  endMin: number
}>

const visitOf = ({ groupId, appointmentId }: Taking): string => groupId ?? appointmentId

/** The most that are there at once at any minute of the stretch. */
export function mostAtOnce(takings: readonly Taking[], fromMin: number, toMin: number): number {
  const inside = takings.filter(({ startMin, endMin }) => startMin < toMin && endMin > fromMin)
  // there are most where one begins
  const beginnings = [fromMin, ...inside.map(({ startMin }) => startMin).filter((start) => start > fromMin)]
  const countAt = (minute: number) =>
    new Set(
      inside
        .filter(({ startMin, endMin }) => startMin <= minute && endMin > minute)
        .map((each) => visitOf(each)),
    ).size
  return Math.max(...beginnings.map((minute) => countAt(minute)))
}

/** The appointments that are part of more than `atOnce` at some minute. In the order of time, so that a full year is one walk. */
export function crowdedOf(takings: readonly Taking[], atOnce: number): Set<string> {
  const crowded = new Set<string>()
  let there: Taking[] = []
  for (const next of takings.toSorted((a, b) => a.startMin - b.startMin)) {
    there = there.filter(({ endMin }) => endMin > next.startMin)
    there.push(next)
    if (new Set(there.map((each) => visitOf(each))).size > atOnce)
      for (const { appointmentId } of there) crowded.add(appointmentId)
  }
  return crowded
}
