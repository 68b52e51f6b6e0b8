/** Files over 350 lines, and why one file is better than two. */
export const largeFiles: Readonly<Record<string, string>> = {}
