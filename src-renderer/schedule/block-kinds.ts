import type { blockKinds } from '../../shared/schedule/block.ts'

export const blockKindWords: Readonly<Record<(typeof blockKinds)[number], string>> = {
  lunch: 'Lunch',
  meeting: 'Meeting',
  vacation: 'Vacation',
  illness: 'Illness',
  holiday: 'Holiday',
  maintenance: 'Maintenance',
  other: 'Other',
}
