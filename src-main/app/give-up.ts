import { dialog } from 'electron'

/** Said once, before the program ends: what dies again and again is not started a fifth time. */
export const sayGivingUp = (): void =>
  dialog.showErrorBox(
    'Holdfast cannot continue',
    'The part of Holdfast that keeps your records stopped several times. Everything that was saved is safe. ' +
      'Restart the computer; if this happens again, call support and keep this workstation as it is.',
  )
