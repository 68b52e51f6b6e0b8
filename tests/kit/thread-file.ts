/**
 * In tests, in place of src-main/store/thread-file.ts (vitest.config.ts): a second thread is started from a bundle, as it is in the built
 * product. From source it reads and compiles hundreds of modules anew each time.
 */
import { bundleOf } from './bundles.ts'

export const threadFile = (name: string): string => bundleOf(name)
