/** Printers for an app: two programs by the names of CUPS's, which keep what they are given. There is no printer on a machine that tests. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { expect } from 'vitest'
import { readPdf } from './read-pdf.ts'

export const printerNames = ['front-desk', 'back-office'] as const

/** In a folder of a test: what an app has to be started with, and what came out of each printer. */
export function printersIn(folder: string) {
  const write = (name: string, lines: readonly string[]) =>
    writeFileSync(join(folder, name), ['#!/bin/sh', ...lines, ''].join('\n'), { mode: 0o755 })
  write('lpstat', [`printf '%s\\n' ${printerNames.join(' ')}`])
  // there whole or not at all, as a sheet is
  write('lp', [`cat > "${folder}/$$.part" && mv "${folder}/$$.part" "${folder}/$2-$(date +%s%N).pdf"`])
  const sheets = () => readdirSync(folder).filter((name) => name.endsWith('.pdf'))
  return {
    env: { PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` },
    /** What `press` brings onto paper: the printer, all that stands on it, and that page by page. */
    async printed(
      press: () => Promise<void>,
    ): Promise<Readonly<{ printer: string; text: string; pages: readonly string[] }>> {
      const before = sheets()
      await press()
      const fresh = () => sheets().find((name) => !before.includes(name))
      await expect.poll(fresh).toBeDefined()
      const name = fresh() ?? ''
      const pdf = await readPdf(new Uint8Array(readFileSync(join(folder, name))))
      const pages = pdf.map(({ text }) => text.replaceAll(/\s+/g, ' '))
      return { printer: name.replace(/-\d+\.pdf$/, ''), text: pages.join(' '), pages }
    },
  }
}
