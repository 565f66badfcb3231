import { encode } from 'uqr'
import { qrPath } from './qr-path.ts'

/** The quiet zone that readers need around the code. */
const quietModules = 4

/**
 * A text as a QR code, drawn here: whatever it says stays in the browser.
 *
 * It is black on white in both themes, as readers expect it.
 */
export function QrCode({ label, text }: { readonly label: string; readonly text: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: quietModules })
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="aspect-square w-full max-w-52 rounded-lg border border-line bg-white"
    >
      <path d={qrPath(data)} fill="#000" />
    </svg>
  )
}
