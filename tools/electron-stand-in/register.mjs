// `node --import .../register.mjs dist/main/index.mjs`: the name `electron` means the stand-in. Never shipped.
import { registerHooks } from 'node:module'
import './set-clock.mjs'

const standIn = new URL('electron.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: standIn, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
})
