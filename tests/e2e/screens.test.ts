/** Every screen behind sign-in, light and dark: its picture in out/screens, and nothing for a checker of accessibility to find. */
import { describe, expect, test } from 'vitest'
import { everyKind } from '../../tools/screens/people.ts'
import { stops } from '../../tools/screens/stops.ts'
import { useDemoApp } from '../kit/demo-app.ts'
import { pictureSize, takePictures } from '../kit/pictures.ts'
import { noKeychain, pressLock } from '../kit/seeded-app.ts'

describe.skipIf(noKeychain !== null)('screens', () => {
  const demo = useDemoApp(120, everyKind, { longChart: true })

  test('sign-in', async () => {
    const { page } = demo
    await page.getByLabel('Password', { exact: true }).waitFor()
    const found = await takePictures(page, 'gate-sign-in')
    await demo.signIn()
    expect(found).toEqual([])
  })

  test.each(stops)('$name', async ({ name, go, leave }) => {
    const { page, people } = demo
    await go(page, people)
    const found = await takePictures(page, name)
    await leave?.(page)
    expect(found).toEqual([])
  })

  test('locked, and the way back in by a recovery code', async () => {
    await pressLock(demo.page)
    const page = await demo.app.page(demo.page)
    await page.setViewportSize(pictureSize)
    await page.getByRole('button', { name: 'Unlock' }).waitFor()
    const found = await takePictures(page, 'gate-locked')
    await page.getByRole('button', { name: 'Use a recovery code' }).click()
    found.push(...(await takePictures(page, 'gate-recover')))
    expect(found).toEqual([])
  })
})
