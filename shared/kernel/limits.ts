/** Limits of sessions: what a practice may set, and what nobody can. */

/** Minutes without input after which a workstation locks. A practice sets it. */
export const idleLimits = { least: 1, usual: 5, most: 15 } as const

/** From so many wrong tries on a name waits, and from so many it is closed until somebody unlocks it. */
export const wrongTries = { waitFrom: 5, closeAt: 10 } as const
/** After so long in all somebody signs in anew, whatever they do meanwhile. */
export const absoluteHours = 12
/** How long it counts that somebody has shown that it is them. */
export const freshMinutes = 5
