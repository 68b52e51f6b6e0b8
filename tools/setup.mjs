// Runs a task of tools/run.ts on the Node of package.json, installing first what is missing. Plain JavaScript for
// Node 20 and no dependency: this is what runs on a machine that has nothing else.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const [task, ...args] = process.argv.slice(2)
const windows = process.platform === 'win32'

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(
    `Holdfast needs Node 20 or newer to start; this is ${process.versions.node}. See https://nodejs.org`,
  )
  process.exit(1)
}

/** What is installed, as the lock file says it: any change of it installs again. */
const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')
const marker = join(root, 'node_modules', '.holdfast-installed')
const node = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node')

if (!existsSync(marker) || readFileSync(marker, 'utf8') !== wanted || !existsSync(node)) {
  console.log('install   npm ci (only the first time, and when package-lock.json has changed)')
  const npm = process.env.npm_execpath
  const command = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const installed = npm
    ? spawnSync(process.execPath, [npm, ...command], { cwd: root, stdio: 'inherit' })
    : spawnSync(windows ? 'npm.cmd' : 'npm', command, { cwd: root, stdio: 'inherit', shell: windows })
  if (installed.status !== 0) {
    console.error('install   npm ci failed; its message is above. Nothing was started.')
    process.exit(installed.status ?? 1)
  }
  writeFileSync(marker, wanted)
}

// Ctrl+C reaches the task too, which may have something to finish: this waits for it
process.on('SIGINT', () => {})

const bin = join(root, 'node_modules', '.bin')
const nodeBin = join(root, 'node_modules', 'node', 'bin')
const run = spawnSync(
  node,
  ['--disable-warning=ExperimentalWarning', join(root, 'tools', 'run.ts'), task ?? '', ...args],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: [nodeBin, bin, process.env.PATH].join(windows ? ';' : ':') },
  },
)
process.exit(run.status ?? 1)
