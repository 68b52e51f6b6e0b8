/** What the system prints on: its printers, and a page sent to one of them, without a window of the system's and without a file of ours. */
import type { BrowserWindow, WebContents } from 'electron'
import type { HostRequest, Printer } from '../pipeline/wire.ts'

type Asked = Extract<HostRequest, { name: 'listPrinters' | 'print' }>

/** What is shown is in the one window there is; without it nothing is printed. */
export function printing(window: BrowserWindow | undefined, asked: Asked): Promise<Printer[] | boolean> {
  const contents = window && !window.isDestroyed() ? window.webContents : null
  if (asked.name === 'listPrinters') return contents ? printersOf(contents) : Promise.resolve([])
  return contents ? printOn(contents, asked.printer) : Promise.resolve(false)
}

async function printersOf(contents: WebContents): Promise<Printer[]> {
  const printers = await contents.getPrintersAsync()
  return printers.map(({ name, displayName }) => ({ name, label: displayName || name }))
}

/** Resolves to whether the system has taken it. */
const printOn = (contents: WebContents, printer: string): Promise<boolean> =>
  new Promise((resolve) => {
    contents.print({ silent: true, deviceName: printer, printBackground: false }, (taken) => resolve(taken))
  })
