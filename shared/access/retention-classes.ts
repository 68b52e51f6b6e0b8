import { z } from 'zod'

/**
 * What kinds of records there are, as to how long they are kept. `usual`: without anybody's doing; `floor`: no practice may set less.
 * Audit, access, privacy and downtime: HIPAA's documentation rule, six years (45 CFR 164.316(b)(2), 164.530(j)). Charts: seven years
 * after the last service as Medicare asks (42 CFR 424.516(f)), ten as most states and plans are content with; the state may ask for more.
 */
export const classes = {
  adultChart: { usual: 10, floor: 7 },
  minorChart: { usual: 10, floor: 7 },
  audit: { usual: 6, floor: 6 },
  access: { usual: 6, floor: 6 },
  privacy: { usual: 6, floor: 6 },
  downtime: { usual: 6, floor: 6 },
} as const satisfies Record<string, Readonly<{ usual: number; floor: number }>>

export type RetentionClass = keyof typeof classes
export const classNames = Object.keys(classes) as RetentionClass[]

/** Nothing is kept longer by policy: what is to stay for good is held. */
export const mostYears = 100

const years = (floor: number) => z.int().min(floor, 'retention.below-floor').max(mostYears)

/** Years, by class. A minor's chart: from the eighteenth birthday on, if that is later. */
export const Retention = z.strictObject({
  adultChart: years(classes.adultChart.floor),
  minorChart: years(classes.minorChart.floor),
  audit: years(classes.audit.floor),
  access: years(classes.access.floor),
  privacy: years(classes.privacy.floor),
  downtime: years(classes.downtime.floor),
})
export type Retention = z.output<typeof Retention>

export const usualRetention = Object.fromEntries(
  classNames.map((name) => [name, classes[name].usual]),
) as Retention
