import { conflicts } from './conflict.ts'

export const syncContracts = {}
export const syncRecords = { conflicts }
