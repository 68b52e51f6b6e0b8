import { onTestFinished } from 'vitest'
import { startApp, type App, type AppOptions } from '../../tools/kit/app.ts'

/** Holds a process where it is, as a machine that sleeps does; let go with the test, or it would stay for good. */
export function stopped(pid: number): void {
  process.kill(pid, 'SIGSTOP')
  onTestFinished(() => {
    try {
      process.kill(pid, 'SIGCONT')
    } catch {
      // it has ended by itself
    }
  })
}

/** The app, ended with the test whatever becomes of it. */
export async function appFor(options: AppOptions): Promise<App> {
  const app = await startApp(options)
  onTestFinished(() => {
    try {
      process.kill(app.pid, 'SIGKILL')
    } catch {
      // it has ended by itself
    }
  })
  return app
}
