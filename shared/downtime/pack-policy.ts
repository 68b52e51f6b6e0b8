/** What the downtime pack holds and how current it is kept. */
export const packPolicy = {
  /** So many patients at most; whoever is expected, or was put in by hand, is in it beyond that too. */
  patients: 60,
  /** Patients who were opened or changed here in so many days are in it. */
  recentDays: 7,
  /** It is made again when nothing it shows has changed for so long, ... */
  quietMs: 20_000,
  /** ... at the latest so long after it was made, ... */
  oldestMs: 15 * 60_000,
  /** ... and never sooner than so long after: an import changes something at every moment. */
  leastMs: 60_000,
} as const
