/** What the system prints on: its printers, and one page sent to one of them, without a window of the system's and without a file of ours. */
import type { WebContents } from 'electron'
import type { Printer } from '../pipeline/host.ts'

type Prints = Pick<WebContents, 'getPrintersAsync' | 'print'>

export async function printersOf(contents: Prints): Promise<Printer[]> {
  const printers = await contents.getPrintersAsync()
  return printers.map(({ name, displayName }) => ({ name, label: displayName || name }))
}

/** Resolves to whether the system has taken it. */
export const printOn = (contents: Prints, printer: string): Promise<boolean> =>
  new Promise((resolve) => {
    contents.print({ silent: true, deviceName: printer, printBackground: false }, (taken) => resolve(taken))
  })
