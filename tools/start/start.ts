export function task(): Promise<number> {
  return Promise.resolve(0)
}
