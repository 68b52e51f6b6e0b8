/** The places of the workstation, as the rail, the palette and the keys know them. A place a role may not open is not there. */
import { IconDatabaseImport, IconUsers, type Icon } from '@tabler/icons-react'
import type { Permission } from '../../shared/kernel/permissions.ts'

export type Place = Readonly<{
  path: '/patients' | '/import'
  name: string
  icon: Icon
  needs: Permission
  keys: string
}>

export const places: readonly Place[] = [
  { path: '/patients', name: 'Patients', icon: IconUsers, needs: 'patient.find', keys: 'alt+P' },
  { path: '/import', name: 'Import', icon: IconDatabaseImport, needs: 'record.import', keys: 'alt+I' },
]
