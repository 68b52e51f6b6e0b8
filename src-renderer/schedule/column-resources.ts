import type { Drawn } from './grid-view.ts'
import type { Names, Resource } from './names.ts'

/** Resources that make columns: those that are used, at the place that is set or in a department of it, or named by the filter. */
export const columnResources = (view: Drawn, names: Names): Resource[] =>
  names.resources.filter(
    (each) =>
      each.kind === view.kind &&
      each.active &&
      (view.resourceIds.length === 0 || view.resourceIds.includes(each.resourceId)) &&
      (each.locationId === null || names.isWithin(view.locationId, each.locationId)),
  )
