/** A QR code as rows of 0 and 1, without the quiet zone around it: the page draws it, and no text of it becomes markup. */
import { must } from '../../shared/kernel/errors.ts'

export async function qrRows(text: string): Promise<string[]> {
  // two megabytes that are needed once in a person's life here
  const { default: bwip } = await import('bwip-js/generic')
  const [symbol] = bwip.raw({ bcid: 'qrcode', text, eclevel: 'M' } as Parameters<typeof bwip.raw>[0])
  must(symbol && 'pixs' in symbol, 'second-factor.qr')
  const { pixs, pixx, pixy } = symbol
  return Array.from({ length: pixy }, (_row, y) => pixs.slice(y * pixx, (y + 1) * pixx).join(''))
}
