import { IconKey } from '@tabler/icons-react'
import classes from './kit-strip.module.css'

/** Stands over everything where the workstation was opened with the emergency kit. */
export const KitStrip = ({ names }: { names: string }) => (
  <div className={`${classes['strip']} hf-no-print`} role="status">
    <IconKey size={18} stroke={1.6} aria-hidden="true" />
    <span>
      <b>Opened with the emergency kit</b> by {names}. For reading and printing: nothing can be written, and
      what you look at is recorded. Lock the screen when you leave it.
    </span>
  </div>
)
