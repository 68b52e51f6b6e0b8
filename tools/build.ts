/** `npm run build`: main, vault, preload and pages into dist/. */
import { bin, run } from './proc.ts'

export async function task(): Promise<number> {
  return run(bin('electron-vite'), ['build', '--logLevel', 'warn'])
}
