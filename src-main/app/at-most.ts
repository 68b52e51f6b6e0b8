/** Waits for `work`, and for no longer than `ms`. True where it is done; what it throws is thrown, but for what comes too late. */
export async function atMost(ms: number, work: Promise<unknown> | null): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms)
  })
  try {
    return await Promise.race([Promise.resolve(work).then(() => true), late])
  } finally {
    clearTimeout(timer)
  }
}
