import type { Path } from './document.ts'
import { defaultFailures, type FailureSettings } from './failure-settings.ts'
import { failuresShape } from './failure-shape.ts'
import { mailOf } from './page-mail.ts'
import type { ReadConnection, Reading } from './reading.ts'
import { writtenLengthMs } from './written-length.ts'

const at: Path = ['failures']

/** Who is told of connections that do not work, as the file says; a wrong shape has been reported by then. */
export function readFailures(
  value: unknown,
  connections: ReadonlyMap<string, ReadConnection>,
  reading: Reading,
): FailureSettings | undefined {
  const shape = failuresShape.safeParse(value ?? undefined).data
  if (shape === undefined) return undefined
  const { mail, to = [], again, language } = shape
  return {
    ...(mail !== undefined && { mail: mailOf(mail, [...at, 'mail'], connections, reading) }),
    to,
    againMs: again === undefined ? defaultFailures.againMs : writtenLengthMs(again),
    ...(language !== undefined && { language }),
  }
}
