/** Which of a workstation's keys opens its store: the newest that does. While one takes the place of another it is either. */
import { AppError, must } from '../../shared/kernel/errors.ts'
import { openStore, type Store } from '../store/store.ts'

export type OpenedEpoch = Readonly<{ store: Store; epoch: number; key: Buffer }>

export const newestFirst = (keys: ReadonlyMap<number, Buffer>): [number, Buffer][] =>
  [...keys].toSorted(([a], [b]) => b - a)

/** The keys up to this one: what is later was made for a change that did not come to its end. */
export const upTo = (keys: ReadonlyMap<number, Buffer>, epoch: number): Map<number, Buffer> =>
  new Map([...keys].filter(([each]) => each <= epoch))

/** `key` is the caller's own. Throws as openStore; `store.wrong-key` where none of them opens it. */
export function openNewest(
  file: string,
  keys: ReadonlyMap<number, Buffer>,
  migrations: Parameters<typeof openStore>[2],
  options: Parameters<typeof openStore>[3],
): OpenedEpoch {
  must(keys.size > 0, 'vault.workstation-key')
  let why: unknown = null
  for (const [epoch, key] of newestFirst(keys))
    try {
      return { store: openStore(file, key, migrations, options), epoch, key }
    } catch (error) {
      // of what is wrong with the disk the next key would be told the same
      if (!(error instanceof AppError && error.reason === 'store.wrong-key')) throw error
      why = error
    }
  throw why
}
