/**
 * Where the device key of a demo practice lies, best first: the desktop's own keychain; a private one beside the
 * data, where its programs are installed; a file. A practice that is there already keeps the place it was made with.
 */
import { existsSync } from 'node:fs'
import { hasKeychain, readDemo } from '../kit/demo-practice.ts'
import { keyringData, keyringMissing } from '../keyring.ts'

export type KeyPlace = 'keychain' | 'private' | 'file'

export const keyWords: Readonly<Record<KeyPlace, string>> = {
  keychain: 'the keychain of this computer',
  private: 'a private gnome-keyring beside the data, because this session has no Secret Service (demo only)',
  file: 'a file beside the data, because there is no Secret Service here: it protects nothing (demo only)',
}

export async function chooseKeyPlace(profile: string): Promise<KeyPlace> {
  if (readDemo(profile)?.keyInFile) return 'file'
  const inside = process.env['HOLDFAST_KEYRING'] === 'private'
  if (inside || existsSync(keyringData(profile))) return 'private'
  if (await hasKeychain()) return 'keychain'
  return keyringMissing() === null ? 'private' : 'file'
}
