import type { Names } from './names.ts'
export function SchedulePanel({ names }: { names: Names }) {
  void names
  return null
}
