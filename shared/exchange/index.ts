import { originals } from './original.ts'

export const exchangeRecords = { originals }
