import type { OutputOf } from '../../shared/kernel/contract.ts'
import { getGrowth } from '../../shared/charting/get-growth.ts'
import { lmsAt, percentileOf, zScore, type Lms } from '../../shared/charting/growth.ts'
import { growthCharts, type GrowthChart } from '../../shared/charting/growth-reference.ts'
import { inUnitOf, vitalSigns, type VitalKind } from '../../shared/charting/vital-signs.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { daysBetween } from '../../shared/kernel/time.ts'
import { answer } from '../pipeline/handle.ts'
import { bornAs, growthReferencesFor } from './get-growth.sql.ts'
import { measurementsOf } from './observations.sql.ts'

type Measure = { observationId: string; takenAt: string; months: number; value: number }
type Point = OutputOf<typeof getGrowth>['charts'][number]['points'][number]

/** Days in a month as the CDC's tables count age: 365.25 / 12. */
const daysInMonth = 30.4375

const infantMonths = 36
const ageCharts: Partial<Record<GrowthChart, { kind: VitalKind; from: number; to: number }>> = {
  'weight-for-age-infant': { kind: 'weight', from: 0, to: infantMonths },
  'length-for-age': { kind: 'height', from: 0, to: infantMonths },
  'head-for-age': { kind: 'headCircumference', from: 0, to: infantMonths },
  'weight-for-age': { kind: 'weight', from: 24, to: 240.5 },
  'stature-for-age': { kind: 'height', from: 24, to: 240.5 },
  'bmi-for-age': { kind: 'bmi', from: 24, to: 240.5 },
}

export const getGrowthHandler = answer(getGrowth, (read, { patientId }) => {
  const patient = bornAs(read, patientId)
  if (!patient) throw new AppError('NotFound', 'patient.not-found')
  const { birthDate } = patient
  const sex = patient.sex === 'female' || patient.sex === 'male' ? patient.sex : null
  if (birthDate === null || birthDate.length < 10) return { birthDate, sex, charts: [] }

  const measured = (kind: VitalKind): Measure[] => {
    const codes = vitalSigns.find((sign) => sign.kind === kind)?.codes ?? []
    return measurementsOf(read, patientId, codes).flatMap((row) => {
      const value = row.number === null ? null : inUnitOf(kind, row.number, row.unit)
      if (value === null || value <= 0 || row.takenAt === null || row.takenAt.length < 10) return []
      const months = daysBetween(birthDate, row.takenAt.slice(0, 10)) / daysInMonth
      return [{ observationId: row.id, takenAt: row.takenAt, months, value }]
    })
  }
  const references = sex === null ? [] : growthReferencesFor(read, sex)
  const charts = growthCharts.flatMap((chart) => {
    const reference = references.find((each) => each.chart === chart)
    const points = pointsOf(chart, measured).map((point): Point => withScore(point, reference?.points ?? []))
    if (points.length === 0) return []
    return [{ chart, points, reference: reference?.points ?? [], source: reference?.source ?? null }]
  })
  return { birthDate, sex, charts }
})

type RawPoint = Omit<Point, 'percentile' | 'zScore'>

/** What a chart shows of what was measured: by age, or weight against the length of the same day. */
function pointsOf(chart: GrowthChart, measured: (kind: VitalKind) => Measure[]): RawPoint[] {
  const byAge = ageCharts[chart]
  if (byAge)
    return measured(byAge.kind)
      .filter(({ months }) => months >= byAge.from && months <= byAge.to)
      .map(({ observationId, takenAt, months, value }) => ({ observationId, takenAt, x: months, y: value }))
  const lengths = new Map(measured('height').map((each) => [each.takenAt.slice(0, 10), each.value]))
  const infant = chart === 'weight-for-length'
  return measured('weight')
    .filter(({ months }) => (infant ? months <= infantMonths : months >= 24 && months <= 72))
    .flatMap(({ observationId, takenAt, value }) => {
      const length = lengths.get(takenAt.slice(0, 10))
      return length === undefined ? [] : [{ observationId, takenAt, x: length, y: value }]
    })
}

function withScore(point: RawPoint, reference: readonly Lms[]): Point {
  const lms = lmsAt(reference, point.x)
  if (!lms) return { ...point, percentile: null, zScore: null }
  const z = zScore(point.y, lms)
  return { ...point, zScore: z, percentile: percentileOf(z) }
}
