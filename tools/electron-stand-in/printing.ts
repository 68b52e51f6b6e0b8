/**
 * Printers as CUPS has them, where it is installed; none where it is not. What is printed goes to `lp` by its standard input: no file of ours
 * is written, and what the spooler of the system keeps is the system's.
 */
import { execFile, spawn } from 'node:child_process'

type Printer = { name: string; displayName: string; description: string; options: Record<string, never> }

/** As `webContents.getPrintersAsync`. */
export const printers = (): Promise<Printer[]> =>
  new Promise((resolve) => {
    execFile('lpstat', ['-e'], { encoding: 'utf8' }, (error, out) => {
      const names = error ? [] : out.split('\n').map((line) => line.trim())
      resolve(
        names
          .filter((name) => name !== '')
          .map((name) => ({ name, displayName: name, description: '', options: {} })),
      )
    })
  })

/** Resolves to why the system did not take it; null where it did. */
export const sendTo = (printer: string, pdf: Uint8Array): Promise<string | null> =>
  new Promise((resolve) => {
    const lp = spawn('lp', ['-d', printer, '-'], { stdio: ['pipe', 'ignore', 'ignore'] })
    lp.on('error', () => resolve('Print job failed'))
    lp.on('exit', (code) => resolve(code === 0 ? null : 'Print job failed'))
    // one that does not read to the end says so by how it exits
    lp.stdin.on('error', () => undefined)
    lp.stdin.end(pdf)
  })
