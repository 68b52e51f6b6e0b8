/**
 * Bundles every child that tests start and every second thread of the product, in one build: most of them read the same modules, and
 * bundling those once takes as long as it does for one of them. `node bundle-all.ts <folder> <prefix>`.
 */
import { cpSync, globSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { build } from 'vite'
import { root } from '../../tools/proc.ts'

const [, , folder = '', prefix = ''] = process.argv
const native = ['better-sqlite3-multiple-ciphers', '@node-rs/argon2', '@napi-rs/keyring']
const entries = globSync(['tests/{store,journeys}/*-child.ts', 'src-main/*-worker.ts'], { cwd: root })
await build({
  configFile: false,
  root,
  logLevel: 'error',
  resolve: {
    alias: [{ find: /^.*\/thread-file\.ts$/, replacement: join(root, 'tests/kit/thread-file.ts') }],
  },
  build: {
    ssr: true,
    outDir: folder,
    emptyOutDir: false,
    rollupOptions: {
      input: Object.fromEntries(entries.map((file) => [basename(file, '.ts'), join(root, file)])),
      external: native,
      output: {
        entryFileNames: `${prefix}-[name].mjs`,
        chunkFileNames: `${prefix}-part-[name]-[hash].mjs`,
        // one that is given nothing has read what it imports, and does nothing
        banner: ({ isEntry, name }) =>
          isEntry && name.endsWith('-child') ? 'if (process.argv.length < 3) process.exit(0)' : '',
      },
    },
  },
  ssr: { noExternal: true },
})

// the typeface of what is printed is looked for beside the threads, as in the built product
const { resolve } = createRequire(import.meta.url)
for (const weight of [400, 700])
  cpSync(
    resolve(`@fontsource/roboto/files/roboto-all-${weight}-normal.woff`),
    join(folder, `fonts/roboto-${weight}.woff`),
  )
