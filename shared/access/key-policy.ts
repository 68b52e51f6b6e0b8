/** Months after which the key of a workstation's store is changed by itself: what a practice may set them to. */
export const keyMonths = { least: 1, most: 24, usual: 12 } as const
