/**
 * Hybrid logical clock: orders edits of `low` fields and display across workstations whose clocks differ. Text
 * form `mmmmmmmmmmmmm-cccc` (ms since 1970 in 13 digits, counter in 4 hex), so that text order is time order.
 * Source: Kulkarni et al., Logical Physical Clocks, 2014.
 */
const form = /^(\d{13})-([0-9a-f]{4})$/

export function nextHlc(last: string | null, nowMs: number): string {
  const [lastMs, lastCount] = readHlc(last)
  // a clock that says nothing sensible orders nothing: the counter alone goes on
  const ms = Number.isFinite(nowMs) ? Math.max(0, Math.min(Math.floor(nowMs), 9_999_999_999_999)) : 0
  if (ms > lastMs) return write(ms, 0)
  return lastCount < 0xffff ? write(lastMs, lastCount + 1) : write(lastMs + 1, 0)
}

/** The clock after seeing another workstation's stamp: not behind it. */
export function receiveHlc(last: string | null, seen: string): string {
  return last !== null && last >= seen ? last : seen
}

function readHlc(text: string | null): [number, number] {
  const match = text === null ? null : form.exec(text)
  return match ? [Number(match[1]), Number.parseInt(match[2] ?? '0', 16)] : [-1, 0]
}
const write = (ms: number, count: number) =>
  `${String(ms).padStart(13, '0')}-${count.toString(16).padStart(4, '0')}`
