/** Who was found. A screen of its own within the screen: a key that has no answer yet draws none of it again. */
import { memo } from 'react'
import type { findPatients } from '../../shared/patients/find-patients.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { DataTable } from '../kernel/data-table.tsx'
import { Empty } from '../kernel/page.tsx'
import { foundColumns } from './patient-columns.tsx'

type Props = Readonly<{
  lines: OutputOf<typeof findPatients>['lines']
  /** What was typed, where nobody was found for it. */
  inVain: string
  today: string
  onOpen(patientId: string): void
}>

export const FoundList = memo(function FoundList({ lines, inVain, today, onOpen }: Props) {
  return (
    <DataTable
      label="Patients found"
      rows={lines}
      columns={foundColumns(today)}
      rowKey={(line) => line.patientId}
      onOpen={(line) => onOpen(line.patientId)}
      dim={(line) => !line.active || line.deceased}
      patientId={null}
      empty={
        <Empty title={`Nobody found for “${inVain}”`}>
          Fewer letters find more. A birth date may be typed as 02291980 or 2/29/80.
        </Empty>
      }
    />
  )
})
