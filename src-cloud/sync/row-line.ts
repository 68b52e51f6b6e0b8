/** Rows as they are kept and sent: lines, packed. */
import { promisify } from 'node:util'
import { constants, zstdCompress } from 'node:zlib'

const compress = promisify(zstdCompress)

/** A row as it stands in a segment or a chart: what the database keeps is sent as the text it has; nothing reads and writes it again. */
export const lineOf = ({
  type,
  id,
  version,
  data,
}: Readonly<{ type: string; id: string; version: number; data: string }>): string =>
  `{"t":${JSON.stringify(type)},"id":${JSON.stringify(id)},"v":${version},"r":${data}}\n`

/** Off the thread. `level`: of zstd; more for what is kept for long. */
export const packed = (lines: string, level = 3): Promise<Buffer> =>
  compress(Buffer.from(lines, 'utf8'), { params: { [constants.ZSTD_c_compressionLevel]: level } })
