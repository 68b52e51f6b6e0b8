import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconLock } from '@tabler/icons-react'
import { lock } from '../../shared/access/lock.ts'
import { run } from '../kernel/holdfast.ts'
import { OpenedPack } from './opened-pack.tsx'
import classes from './pack-alone.module.css'

const start = { page: 1 }
const lockNow = () => void run(lock, { how: 'sign-out' }).catch(() => undefined)

/** The record store does not open: what is left is the pack, to read and to print. */
export function PackAlone({ practiceName }: { practiceName: string | null }) {
  useHotkeys([['mod+L', lockNow]], [])
  return (
    <div className={classes['screen']}>
      <header className={`${classes['head']} hf-no-print`}>
        <div>
          <h1>
            {practiceName ? `${practiceName}: the downtime pack, and nothing else` : 'The downtime pack'}
          </h1>
          <p>
            The record store of this workstation cannot be opened. It was left as it is. Nothing can be
            entered here: write on paper, or work on another workstation, and call support.
          </p>
        </div>
        <Button variant="default" leftSection={<IconLock size={14} />} onClick={lockNow}>
          Lock
        </Button>
      </header>
      <main className={classes['work']}>
        <OpenedPack at={start} />
      </main>
    </div>
  )
}
