import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { noncePlaceholder } from './src-main/app/content.ts'

const at = (path: string) => join(import.meta.dirname, path)

/** Native modules are loaded from node_modules, unpacked; all else is bundled. */
const external = ['electron', '@napi-rs/keyring', '@node-rs/argon2', 'better-sqlite3-multiple-ciphers']

/** The typeface of what the vault prints, beside the vault: whole, because names come from anywhere. */
const paperFonts = {
  name: 'paper-fonts',
  generateBundle(this: { emitFile(file: { type: 'asset'; fileName: string; source: Buffer }): unknown }) {
    const { resolve } = createRequire(import.meta.url)
    for (const weight of [400, 700]) {
      const file = resolve(`@fontsource/roboto/files/roboto-all-${weight}-normal.woff`)
      this.emitFile({ type: 'asset', fileName: `fonts/roboto-${weight}.woff`, source: readFileSync(file) })
    }
  },
}

export default defineConfig({
  main: {
    plugins: [paperFonts],
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
