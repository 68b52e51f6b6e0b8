import type { RowOf } from '../../shared/kernel/record.ts'
import { appointmentSeries } from '../../shared/schedule/series.ts'
import type { Reader } from '../store/reader.ts'

export type SeriesRow = RowOf<typeof appointmentSeries> & Readonly<{ version: number }>
const columns = [...Object.keys(appointmentSeries.row.shape), 'version'].join(', ')

export const seriesRow = (read: Reader, id: string): SeriesRow | undefined =>
  read.rows<SeriesRow>(`SELECT ${columns} FROM appointmentSeries WHERE id = ?`, id)[0]
