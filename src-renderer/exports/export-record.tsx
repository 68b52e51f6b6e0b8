/** In the banner of a chart: the whole record as a file, for whoever may take records out. */
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconFileExport } from '@tabler/icons-react'
import { useState } from 'react'
import { ofRecords } from '../../shared/audit/handing-out.ts'
import { exportRecord } from '../../shared/exports/export-record.ts'
import { HandOut } from '../auditing/hand-out.tsx'
import { run } from '../kernel/holdfast.ts'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'

const label = 'Export record…'

export function ExportRecord({ patientId, name }: { patientId: string; name: string }) {
  const me = useMe()
  const [opened, setOpened] = useState(false)
  if (!me.can('record.export') || !me.can('chart.read')) return null
  return (
    <>
      <Tooltip label={label} events={{ hover: true, focus: true, touch: true }}>
        <ActionIcon
          className="hf-no-print"
          variant="default"
          size={30}
          aria-label={label}
          onClick={() => setOpened(true)}
        >
          <IconFileExport size={16} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <HandOut
        opened={opened}
        title={`Export the record of ${name}`}
        lead="All of the record that you may see, as FHIR: what came in as it came, with what was entered here. It is recorded under the patient, with for whom and why."
        go="Choose a folder and export"
        first={{ recipient: 'patient', purpose: 'copy' }}
        choices={ofRecords}
        isFile
        asksName
        onGo={async (handingOut, _format, encrypted, toName) => {
          const { written } = await run(exportRecord, { patientId, handingOut, toName, encrypted })
          if (!written) return null
          const { fileName, passphrase, withheld } = written
          if (withheld > 0)
            notify(
              withheld === 1
                ? 'One entry is not in it, because it is not shown to you. The file says so.'
                : `${withheld} entries are not in it, because they are not shown to you. The file says so.`,
            )
          else if (passphrase === null) notify(`${fileName} is written, in the clear.`)
          return passphrase === null ? null : { fileName, passphrase }
        }}
        onDone={() => setOpened(false)}
      />
    </>
  )
}
