/** A hundred tries to come in, under twelve names, each when the wait for the one before is over. */
export const nameOfTry = (n: number): string => `person-${n % 12}`
export const timeOfTry = (n: number): number => Date.parse('2026-11-23T15:05:00.000Z') + n * 3_600_000
