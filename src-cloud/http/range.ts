/** `bytes=5-` and `bytes=5-9`; everything else is answered with the whole (RFC 9110, 14.2). */
export function readRange(header: string | undefined): Readonly<{ from: number; to: number | null }> | null {
  const [, from, to] = /^bytes=(\d{1,9})-(\d{0,9})$/.exec(header ?? '') ?? []
  if (from === undefined || to === undefined) return null
  const range = { from: Number(from), to: to === '' ? null : Number(to) }
  return range.to !== null && range.to < range.from ? null : range
}
