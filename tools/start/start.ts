/** `npm start`: does all set-up and opens the product, on its embedded defaults. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { task as importTask } from '../import.ts'
import { keyringData, runWithKeyring } from '../keyring.ts'
import { makeProgressLine } from '../progress-line.ts'
import { root } from '../proc.ts'
import { demoState, fillDemoPractice } from './demo-practice.ts'
import { buildIfStale } from './fresh-build.ts'
import { chooseKeyPlace, keyWords, type KeyPlace } from './key-place.ts'
import { startLocalCloud } from './local-cloud.ts'
import { readStartOptions, usage, type StartOptions } from './options.ts'
import { chooseShell, type Shell } from './shell.ts'

const say = (what: string, words: string) => console.log(`${what.padEnd(9)} ${words}`)

/** Growth reference curves, where somebody has put the public tables beside the project. */
const growthTables = join(root, '..', 'shared', 'data', 'codes', 'growth-cdc')

export async function task(args: readonly string[]): Promise<number> {
  let options: StartOptions
  try {
    options = readStartOptions(args, process.env['INIT_CWD'] ?? process.cwd())
    if (options.importFrom !== null && !existsSync(options.importFrom))
      throw new Error(`--import: there is no folder ${options.importFrom}`)
    if (options.demo && demoState(options.profile) === 'other')
      throw new Error(`${options.profile} holds a practice that is not the demo; start it with --no-demo`)
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
    return 2
  }
  if (!options.demo) return open(options, 'keychain')

  const keyPlace = await chooseKeyPlace(options.profile)
  // the private keychain lives on a bus of its own: everything that needs the key runs inside of it
  if (keyPlace === 'private' && process.env['HOLDFAST_KEYRING'] !== 'private')
    return runWithKeyring(
      process.execPath,
      [...process.execArgv, join(root, 'tools/run.ts'), 'start', ...args],
      {
        data: keyringData(options.profile),
      },
    )
  return open(options, keyPlace)
}

async function open(options: StartOptions, keyPlace: KeyPlace): Promise<number> {
  const { profile, demo, importFrom } = options
  say('build', await buildIfStale())
  if (demo) say('keychain', keyWords[keyPlace])
  const isNew = demo && demoState(profile) === 'none'
  say('data', `${profile} (${demo ? 'the demo practice, invented people' : 'your own practice'})`)
  if (isNew) await makeDemo(options, keyPlace)
  else if (importFrom !== null) {
    if (!existsSync(join(profile, 'store')))
      say('import', 'there is no practice yet: make it on the screen, then choose the folder under Import')
    else {
      const code = await importTask([importFrom, '--profile', profile])
      if (code !== 0) return code
    }
  }
  const cloud =
    demo && options.cloud
      ? await startLocalCloud(profile, keyPlace === 'file', (words) => say('cloud', words))
      : null
  try {
    const shell = await chooseShell(options.headless)
    say('shell', shell.words)
    if (shell.kind === 'headless') {
      const { tour } = await import('./tour.ts')
      return await tour({ profile, demo, cloud: cloud !== null, env: environment(keyPlace, shell) })
    }
    say('stop', 'close the window, or Ctrl+C here')
    return await show(options, keyPlace, shell, cloud !== null)
  } finally {
    await cloud?.stop()
  }
}

async function makeDemo(options: StartOptions, keyPlace: KeyPlace): Promise<void> {
  say('demo', `making a practice of ${options.patients} invented patients; this is done once`)
  const line = makeProgressLine(process.stdout)
  const start = performance.now()
  const read = await fillDemoPractice({
    profile: options.profile,
    keyInFile: keyPlace === 'file',
    patients: options.patients,
    today: new Date().toISOString().slice(0, 10),
    more: [growthTables, options.importFrom].flatMap((folder) =>
      folder !== null && existsSync(folder) ? [folder] : [],
    ),
    onProgress: (progress) => line.show(progress),
  })
  line.end()
  say('demo', `${read} records imported in ${((performance.now() - start) / 1000).toFixed(0)} s`)
}

const argumentsOf = ({ profile, demo }: Pick<StartOptions, 'profile' | 'demo'>) => [
  `--holdfast-profile=${profile}`,
  ...(demo ? ['--holdfast-demo'] : []),
]

const environment = (keyPlace: KeyPlace, shell: Shell): Record<string, string> => ({
  ...(keyPlace === 'file' && { HOLDFAST_DEMO_KEY_FILE: '1' }),
  ...(shell.kind !== 'electron' && { HOLDFAST_CHROMIUM: shell.chromium.path }),
})

/** Runs with a window until it is closed. Electron that will not start here gives way to the browser. */
async function show(
  options: StartOptions,
  keyPlace: KeyPlace,
  shell: Shell,
  cloud: boolean,
): Promise<number> {
  const started = performance.now()
  const code = await run(options, keyPlace, shell)
  const fellOver = shell.kind === 'electron' && code !== 0 && performance.now() - started < 5000
  if (!fellOver) return code
  const other = await chooseShell(false, false)
  say('shell', `Electron would not start here (${code}); ${other.words}`)
  if (other.kind !== 'headless') return run(options, keyPlace, other)
  const { tour } = await import('./tour.ts')
  return tour({ ...options, cloud, env: environment(keyPlace, other) })
}

function run(options: StartOptions, keyPlace: KeyPlace, shell: Shell): Promise<number> {
  const [command, args] =
    shell.kind === 'electron'
      ? [shell.path, [root]]
      : [
          process.execPath,
          [
            '--disable-warning=ExperimentalWarning',
            '--import',
            join(root, 'tools/electron-stand-in/register.mjs'),
            join(root, 'dist/main/index.mjs'),
          ],
        ]
  const child = spawn(command, [...args, ...argumentsOf(options)], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment(keyPlace, shell) },
  })
  const stop = () => void child.kill('SIGTERM')
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? (signal === null ? 1 : 0)))
  })
}
