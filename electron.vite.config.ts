import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { noncePlaceholder } from './src-main/app/content.ts'
import { nativePackages, paperFonts } from './tools/kit/beside-bundles.ts'

const at = (path: string) => join(import.meta.dirname, path)

/** All else is bundled. */
const external = ['electron', ...nativePackages]

/** Beside the vault. */
const paperTypeface = {
  name: 'paper-fonts',
  generateBundle(this: { emitFile(file: { type: 'asset'; fileName: string; source: Buffer }): unknown }) {
    for (const { file, fileName } of paperFonts())
      this.emitFile({ type: 'asset', fileName, source: readFileSync(file) })
  },
}

export default defineConfig({
  main: {
    plugins: [paperTypeface],
    build: {
      outDir: 'dist/main',
      externalizeDeps: false,
      rollupOptions: {
        external,
        input: {
          index: at('src-main/app/main.ts'),
          'vault-process': at('src-main/vault-process.ts'),
          'import-worker': at('src-main/import-worker.ts'),
          'pack-worker': at('src-main/pack-worker.ts'),
          'rekey-worker': at('src-main/rekey-worker.ts'),
          'checkpoint-worker': at('src-main/checkpoint-worker.ts'),
          'downtime-worker': at('src-main/downtime-worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: 'chunks/[name]-[hash].mjs' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'dist/preload',
      externalizeDeps: false,
      rollupOptions: {
        external: ['electron'],
        input: { preload: at('src-main/app/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    base: './',
    plugins: [react()],
    html: { cspNonce: noncePlaceholder },
    build: {
      outDir: at('dist/renderer'),
      minify: true,
      // everything is on this disk: no file is worth inlining, and data: URLs are refused by the policy
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // read from this disk: one large file opens faster than many small ones
      chunkSizeWarningLimit: 4000,
      rollupOptions: { input: at('src-renderer/index.html') },
    },
  },
})
