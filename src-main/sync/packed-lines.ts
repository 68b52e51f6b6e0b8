import { zstdDecompressSync } from 'node:zlib'

/** Larger than any segment or chart when it is unpacked: one row, however large, is a segment of its own. */
const mostBytes = 256 * 1024 * 1024

/** The lines of what was packed, and a last one that is empty where it came whole. Throws what zlib throws. */
export const unpackedLines = (body: Uint8Array): string[] =>
  zstdDecompressSync(body, { maxOutputLength: mostBytes }).toString('utf8').split('\n')
