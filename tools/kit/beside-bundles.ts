/** What stands beside a bundle of the product and not in it, whoever bundles. */
import { createRequire } from 'node:module'

/** Packages with native code in them: loaded from node_modules, unpacked. */
export const nativePackages = [
  '@napi-rs/keyring',
  '@node-rs/argon2',
  'better-sqlite3-multiple-ciphers',
] as const

/** The typeface of what the vault prints: whole, because names come from anywhere. `file`: where it is; `fileName`: as the bundle looks for it. */
export function paperFonts(): { file: string; fileName: string }[] {
  const { resolve } = createRequire(import.meta.url)
  return [400, 700].map((weight) => ({
    file: resolve(`@fontsource/roboto/files/roboto-all-${weight}-normal.woff`),
    fileName: `fonts/roboto-${weight}.woff`,
  }))
}
