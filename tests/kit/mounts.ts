/** Small and read-only file systems, where the machine lets us make them. */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, rmdirSync } from 'node:fs'
import { onTestFinished } from 'vitest'
import { tempFolder } from './practice.ts'

const run = (command: string, ...args: string[]) => spawnSync(command, args, { stdio: 'ignore' }).status === 0

/** Why no file system can be mounted here, or null. */
export const cannotMount: string | null =
  process.platform !== 'linux' || process.getuid?.() !== 0 ? 'only root on Linux may mount' : triedToMount()

function triedToMount(): string | null {
  const folder = `/tmp/holdfast-mount-${process.pid}`
  mkdirSync(folder, { recursive: true })
  const can = run('mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder) && run('umount', folder)
  rmdirSync(folder)
  return can ? null : 'this machine does not let us mount'
}

/** A folder that holds so much and no more. */
export function smallDisk(kib: number): { folder: string; resize: (kib: number) => void } {
  const folder = tempFolder()
  if (!run('mount', '-t', 'tmpfs', '-o', `size=${kib}k,mode=0700`, 'tmpfs', folder))
    throw new Error('mount failed')
  onTestFinished(() => void run('umount', '-l', folder))
  return {
    folder,
    resize: (more) => {
      if (!run('mount', '-o', `remount,size=${more}k`, folder)) throw new Error('remount failed')
    },
  }
}

/** Makes what is there read-only, for root too, until `undo`. */
export function readOnly(folder: string): () => void {
  if (!run('mount', '--bind', folder, folder) || !run('mount', '-o', 'remount,ro,bind', folder))
    throw new Error('bind mount failed')
  const undo = () => void run('umount', '-l', folder)
  onTestFinished(undo)
  return undo
}

/** A program run as somebody who owns nothing here; null where that cannot be. */
export const asNobody: readonly string[] | null =
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  run('setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', 'true')
    ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']
    : null

export const letAllRead = (folder: string): void => {
  run('chmod', '-R', 'a+rX,go-w', folder)
  chmodSync(folder, 0o755)
}
