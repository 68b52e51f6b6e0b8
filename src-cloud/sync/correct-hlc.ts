/** A workstation's hybrid clock by the cloud's time. */

const form = /^(\d{13})-([0-9a-f]{4})$/
/** What a greeting takes on its way is no wrong clock. */
const tolerance = 2000

/** `offsetMs`: the cloud's clock minus the workstation's. What has no form of a clock stays as it is: it orders nothing. */
export function correctHlc(hlc: string, offsetMs: number): string {
  const [, ms, count] = form.exec(hlc) ?? []
  if (ms === undefined || count === undefined || Math.abs(offsetMs) <= tolerance) return hlc
  const corrected = Math.max(0, Math.min(Number(ms) + offsetMs, 9_999_999_999_999))
  return `${String(corrected).padStart(13, '0')}-${count}`
}
