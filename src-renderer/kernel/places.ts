/** The places of the workstation, as the rail, the palette and the keys know them. A place a role may not open is not there. */
import {
  IconAlertTriangle,
  IconClockHour4,
  IconCalendarWeek,
  IconCloud,
  IconDatabaseImport,
  IconListSearch,
  IconLifebuoy,
  IconEyeSearch,
  IconUserShield,
  IconUsers,
  type Icon,
} from '@tabler/icons-react'
import type { Needs } from './me.ts'

export type Place = Readonly<{
  path:
    | '/today'
    | '/patients'
    | '/schedule'
    | '/attention'
    | '/import'
    | '/cloud'
    | '/downtime'
    | '/privacy'
    | '/administration'
    | '/audit'
  name: string
  /** In the rail, where the name is too long for it. */
  short?: string
  icon: Icon
  /** Null: everybody who is signed in. */
  needs: Needs
  keys: string
}>

export const places: readonly Place[] = [
  { path: '/today', name: 'Today', icon: IconClockHour4, needs: 'schedule.read', keys: 'alt+Y' },
  { path: '/patients', name: 'Patients', icon: IconUsers, needs: 'patient.find', keys: 'alt+P' },
  { path: '/schedule', name: 'Schedule', icon: IconCalendarWeek, needs: 'schedule.read', keys: 'alt+S' },
  {
    path: '/attention',
    name: 'Needs you',
    icon: IconAlertTriangle,
    // whoever books sees what concerns the schedule
    needs: ['chart.read', 'schedule.write'],
    keys: 'alt+A',
  },
  { path: '/import', name: 'Import', icon: IconDatabaseImport, needs: 'record.import', keys: 'alt+I' },
  { path: '/cloud', name: 'Cloud', icon: IconCloud, needs: null, keys: 'alt+C' },
  { path: '/downtime', name: 'Downtime', icon: IconLifebuoy, needs: null, keys: 'alt+T' },
  {
    path: '/privacy',
    name: 'Privacy',
    icon: IconEyeSearch,
    needs: ['case.review', 'amendment.record', 'legal.hold', 'retention.purge', 'record.export'],
    keys: 'alt+V',
  },
  {
    path: '/administration',
    name: 'Administration',
    short: 'Admin',
    icon: IconUserShield,
    // whoever sets up the schedule finds it there, and nothing else
    needs: ['user.manage', 'schedule.configure'],
    keys: 'alt+U',
  },
  {
    path: '/audit',
    name: 'Audit log',
    short: 'Audit',
    icon: IconListSearch,
    needs: 'audit.read',
    keys: 'alt+L',
  },
]
