/** Where the file of a second thread is: beside src-main's own when run from source; when built, in the folder of the vault's file. */
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(import.meta.url)
const folder = basename(dirname(here)) === 'chunks' ? dirname(dirname(here)) : dirname(here)

/** `name`: of a file in src-main, without its ending. */
export const threadFile = (name: string): string =>
  here.endsWith('.ts') ? join(folder, '..', `${name}.ts`) : join(folder, `${name}.mjs`)
