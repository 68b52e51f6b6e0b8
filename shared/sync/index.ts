import { conflicts } from './conflict.ts'

export const syncRecords = { conflicts }
