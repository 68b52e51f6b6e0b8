/** The app on the demo practice, as `npm start` makes it, for pictures of its screens. */
import { afterAll, beforeAll } from 'vitest'
import type { Page } from 'playwright-core'
import { startApp, type App } from '../../tools/kit/app.ts'
import { openDemoPractice, readDemo } from '../../tools/kit/demo-practice.ts'
import { findPeople, type Kind, type People } from '../../tools/screens/people.ts'
import { signIn } from '../../tools/screens/visit.ts'
import { fillDemoPractice } from '../../tools/start/demo-practice.ts'
import { pictureSize } from './pictures.ts'
import { makeFolder, removeFolder } from './practice.ts'
import { growthFolder } from './shared-data.ts'

const today = new Date().toISOString().slice(0, 10)

export type DemoApp = {
  app: App
  page: Page
  people: People
  signIn(): Promise<void>
  /** Its owner's. */
  password(): string
}

/**
 * For the tests of the describe block it is called in; its parts are there when they run. `people` has whoever is asked
 * for: among a few patients there is not somebody of every kind on every day of the year. `scheduled: false`: nobody is expected.
 * `longChart`: 23 years of one of them, which take longer to bring in, and to send to a cloud, than all the rest.
 */
export function useDemoApp(
  patients: number,
  kinds: readonly Kind[] = ['long'],
  { scheduled = true, longChart = false }: Readonly<{ scheduled?: boolean; longChart?: boolean }> = {},
): DemoApp {
  const profile = makeFolder()
  const demoApp = {
    password: () => readDemo(profile)?.password ?? '',
    signIn: () => {
      const demo = readDemo(profile)
      return signIn(demoApp.page, demo?.username ?? '', demo?.password ?? '')
    },
  } as DemoApp

  beforeAll(async () => {
    await fillDemoPractice({
      profile,
      keyInFile: false,
      patients,
      longChart,
      today,
      ...(!scheduled && { now: null }),
      more: growthFolder === null ? [] : [growthFolder],
    })
    const { desk } = await openDemoPractice({ profile, keyInFile: false })
    demoApp.people = await findPeople(desk, today, kinds)
    desk.close()
    demoApp.app = await startApp({ profile, lightKdf: false, args: ['--holdfast-demo'] })
    demoApp.page = await demoApp.app.page()
    await demoApp.page.setViewportSize(pictureSize)
  }, 400_000)

  afterAll(async () => {
    await (demoApp.app as App | undefined)?.kill()
    removeFolder(profile)
  })

  return demoApp
}
