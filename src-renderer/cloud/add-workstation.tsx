import { Button, Modal } from '@mantine/core'
import { IconDevicesPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { makeEnrolmentCode } from '../../shared/cloud/make-enrolment-code.ts'
import { timeText } from '../kernel/dates.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './cloud.module.css'

/** Shows a one-time code for another workstation: read aloud, or typed across the room. */
export function AddWorkstation() {
  const [code, setCode] = useState<OutputOf<typeof makeEnrolmentCode> | null>(null)
  const make = useRun(makeEnrolmentCode, {
    onSuccess: setCode,
    onError: (error) => notify(wordsFor(error), 'problem'),
  })
  return (
    <>
      <Button
        leftSection={<IconDevicesPlus size={16} />}
        loading={make.isPending}
        onClick={() => make.mutate({})}
      >
        Add a workstation
      </Button>
      <Modal opened={code !== null} onClose={() => setCode(null)} title="Add a workstation" size="lg">
        {code && (
          <>
            <p>
              Start Holdfast on the new computer, choose “Join a practice”, and type these two lines there.
              Whoever uses the code signs in there as you, with a password chosen on that computer.
            </p>
            <dl className={classes['facts']}>
              <dt>Address</dt>
              <dd>{code.address}</dd>
              <dt>Code</dt>
              <dd className={classes['code']} aria-label="Enrolment code">
                {code.code}
              </dd>
              <dt>Good for</dt>
              <dd>One computer, until {timeText(code.until)}</dd>
            </dl>
          </>
        )}
      </Modal>
    </>
  )
}
