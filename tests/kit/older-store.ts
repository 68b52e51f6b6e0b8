/** A store of the version before, and its update: the simulator's two versions (tests/simulation/versions.ts). */
import { onTestFinished } from 'vitest'
import { makeReal } from '../../src-main/store/after-update.ts'
import { Store } from '../../src-main/store/store.ts'
import { bringForward, olderFile } from '../simulation/new-file.ts'
import { presentVersion, versionBefore } from '../simulation/versions.ts'
import { openWatched } from '../simulation/watched-file.ts'

function opened(content: Buffer, version: typeof presentVersion): Store {
  const store = new Store(
    openWatched(content, () => null),
    undefined,
    version,
  )
  makeReal(store)
  onTestFinished(() => store.close())
  return store
}

/** It knows no problems, no note of an allergy, and ends directions without a stop. */
export const olderStore = (): Store => opened(olderFile(), versionBefore)

/** What its file is after the next version was installed and started; it is left as it is. */
export const updated = (store: Store): Store => opened(bringForward(store.db.serialize()), presentVersion)
