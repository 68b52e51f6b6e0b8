import type { DisclosureWay } from './disclosure.ts'

export const wayWords: Readonly<Record<DisclosureWay, string>> = {
  printed: 'Printed',
  handed: 'Handed over',
  fax: 'By fax',
  mail: 'By mail',
  phone: 'By phone',
  electronic: 'Electronically',
}
