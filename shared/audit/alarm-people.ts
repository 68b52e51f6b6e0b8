/** Who settles an alarm of an audit log: not whom it is about (security.md N4). Asked at the workstation, and by the cloud again. */

/**
 * Whoever was signed in at that workstation within so many minutes before it is concerned, whoever was the last to be, and who was at the
 * entry that the alarm names: a clock may say anything.
 */
export const concernedMinutes = 60
/** Who brought a workstation back whose keychain was lost: the alarm of it comes first. */
export const bringsBack = 'session.recover-practice'
/** Minutes after the alarm in which that may be recorded. */
export const bringsBackMinutes = 60

/** `alone`: it concerns them, and nobody else may who is not concerned. Then they do, and that is recorded. */
export type MaySettle = 'yes' | 'concerned' | 'alone'

/** `may`: everybody who settles alarms, who is here and has been in. */
export function maySettle(actor: string, concerned: ReadonlySet<string>, may: readonly string[]): MaySettle {
  if (!concerned.has(actor)) return 'yes'
  return may.some((each) => each !== actor && !concerned.has(each)) ? 'concerned' : 'alone'
}
