/**
 * The version each appointment has by what was done at this page: rows that were read before it still say the one before, and whoever goes on at once is
 * not refused for what they did themselves.
 */
const versions = new Map<string, number>()

export const learnVersion = (appointmentId: string, version: number): void => {
  versions.set(appointmentId, Math.max(version, versions.get(appointmentId) ?? 0))
}

/** `read`: as the rows say it. */
export const latestVersion = (appointmentId: string, read: number): number =>
  Math.max(read, versions.get(appointmentId) ?? 0)
