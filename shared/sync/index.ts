import { conflicts } from './conflict.ts'
import { storedBlobs } from './stored-blob.ts'

export const syncRecords = { conflicts, storedBlobs }
