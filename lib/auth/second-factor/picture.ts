import 'server-only'
import { create } from 'qrcode'
import type { QrPicture } from '../schema.shared'

/** Draws a text as a QR code. */
export function drawQr(text: string): QrPicture {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  const dark = Array.from(data).flatMap((isDark, index) =>
    isDark ? [`M${index % size} ${Math.floor(index / size)}h1v1h-1z`] : [],
  )
  return { size, path: dark.join('') }
}
