import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core'

let present: MantineColorScheme = 'auto'

/** The page has no storage of its own: the person's choice is kept by the vault and set after sign-in. */
export const schemeInMemory: MantineColorSchemeManager = {
  get: () => present,
  set: (value) => {
    present = value
  },
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => {
    present = 'auto'
  },
}
