import type { Printer } from './wire.ts'

/** What the vault asks of the main process, which alone may talk to the desktop. */
export interface Host {
  /** Makes the device key in the OS keychain and reads it back. Throws `keychain.*`. */
  createDeviceKey(device: string): Promise<Buffer>
  /** Puts in place of what the keychain has a device key that a recovery code gave, or a new one. The main process lets go of the audit log. */
  restoreDeviceKey(device: string, key: Buffer): Promise<void>
  /** Lets the person choose a folder; null where they chose none. */
  chooseFolder(title: string): Promise<string | null>
  /** Lets the person choose files; none where they chose none. */
  chooseFiles(title: string): Promise<readonly string[]>
  /** Lets the person choose one file of any kind; null where they chose none. */
  chooseFile(title: string): Promise<string | null>
  /** Puts text on the clipboard; resolves to the seconds after which it is taken away again. */
  copy(text: string): Promise<number>
  listPrinters(): Promise<readonly Printer[]>
  /** Prints what the page has for paper on a printer of that name; whether the system has taken it. */
  print(printer: string): Promise<boolean>
  /** How far the tries to come in have been counted, for the keychain. It is on its way when this returns. */
  keepTries(mark: string): void
  /** Ends the session: the vault process will be ended too. */
  lock(why: 'person' | 'sign-out'): void
}
