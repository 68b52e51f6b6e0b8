import { onTestFinished } from 'vitest'
import { startApp, type App, type AppOptions } from '../../tools/kit/app.ts'

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
