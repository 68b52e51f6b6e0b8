/** `npm start`, `npm test` and the other scripts: one task each, in a file of its own. */
const tasks = {
  start: () => import('./start/start.ts'),
  test: () => import('./test.ts'),
  check: () => import('./check.ts'),
  build: () => import('./build.ts'),
  demo: () => import('./demo.ts'),
  import: () => import('./import.ts'),
  cloud: () => import('./cloud.ts'),
  'audit:verify': () => import('./audit-verify.ts'),
  screens: () => import('./screens.ts'),
  bench: () => import('./bench.ts'),
  sim: () => import('./sim.ts'),
  torture: () => import('./torture.ts'),
  drill: () => import('./drill.ts'),
  morning: () => import('./morning.ts'),
} as const

const [name = '', ...args] = process.argv.slice(2)
if (!Object.hasOwn(tasks, name)) {
  console.error(`No task "${name}". There are: ${Object.keys(tasks).join(', ')}.`)
  process.exit(2)
}
const { task } = await tasks[name as keyof typeof tasks]()
process.exitCode = await task(args)
