import { existsSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tools/kit/longest-first.ts'
import { mutatedFiles, mutatingPlugins } from './tools/kit/mutated-files.ts'

/** Memory that is laid out as a disk, where there is enough of it for all that four files write at once. */
const hasRoomInMemory = (): boolean => {
  if (!existsSync('/dev/shm')) return false
  const { bavail, bsize } = statfsSync('/dev/shm')
  return bavail * bsize > 4 * 2 ** 30
}

const at = (path: string) => join(import.meta.dirname, path)

/** Files of one folder are one project, so that `npm run check` can leave out what needs a browser or a keychain. */
const project = (name: string, include: string[], more: Record<string, unknown> = {}) => ({
  plugins: mutatingPlugins(),
  resolve: { alias: [{ find: /^.*\/thread-file\.ts$/, replacement: at('tests/kit/thread-file.ts') }] },
  test: {
    name,
    include,
    // a machine with other work to do is slow, and slow is not wrong: these end what hangs, and measure nothing
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    pool: 'forks' as const,
    // no source keeps anything in a module but what is so for good, so the next file may find it read already
    isolate: false,
    // what was read before is of the product with all its rules
    fsModuleCache: process.env[mutatedFiles] === undefined,
    ...more,
  },
})

// the processes of one run know one another by this: which process started them, and when
process.env['HOLDFAST_RUN'] = `${process.pid}-${Date.now()}`

export default defineConfig({
  test: {
    // twice the two cores of the smallest machine: much of a test is waiting for another process, a disk or a clock
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    projects: [
      project('unit', ['tests/unit/**/*.test.ts']),
      project('invariants', ['tests/invariants/**/*.test.ts']),
      project(
        'journeys',
        ['tests/journeys/**/*.test.ts', 'tests/store/**/*.test.ts', 'tests/migrations/**/*.test.ts'],
        // real disks and real keys
        { testTimeout: 240_000 },
      ),
      // each file runs a PostgreSQL of its own
      project('cloud', ['tests/cloud/**/*.test.ts'], {
        testTimeout: 240_000,
        // a kill loses nothing of what was written, wherever it is: nothing here is about the disk
        ...(hasRoomInMemory() && { env: { TMPDIR: '/dev/shm' } }),
      }),
      project('simulation', ['tests/simulation/**/*.test.ts'], { testTimeout: 300_000 }),
      project('e2e', ['tests/e2e/**/*.test.ts'], { testTimeout: 300_000, hookTimeout: 240_000 }),
    ],
  },
})
