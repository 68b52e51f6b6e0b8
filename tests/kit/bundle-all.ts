/**
 * Bundles every child that tests start and every second thread of the product, in one build: most of them read the same modules, and
 * bundling those once takes as long as it does for one of them. `node bundle-all.ts <folder> <prefix>`.
 */
import { cpSync, globSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'vite'
import { nativePackages, paperFonts } from '../../tools/kit/beside-bundles.ts'
import { root } from '../../tools/proc.ts'

const [, , folder = '', prefix = ''] = process.argv
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
      external: [...nativePackages],
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
for (const { file, fileName } of paperFonts()) cpSync(file, join(folder, fileName))
