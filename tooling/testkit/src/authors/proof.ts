import type { BrokenConnector } from '../broken/broken-connector.ts'
import { brokenConnectors } from '../broken/index.ts'
import { notebook } from '../broken/notebook.ts'
import { startNotebook } from '../broken/notebook-vendor.ts'
import type { CheckResult, ConformanceReport } from '../report.ts'
import { conformanceReport } from '../run-checks.ts'

/** What the suite said of one connector. */
export interface Proof {
  readonly name: string
  /** The check that must fail; none for the correct one. */
  readonly caughtBy: string | undefined
  readonly failed: readonly string[]
}

/** Of the correct connector, as it was released. */
const released = new URL('../broken/package/', import.meta.url)

/** What the suite says of the correct connector. */
export async function proveCorrect(): Promise<Proof> {
  return proof('the correct connector', undefined, await judged(notebook, {}))
}

/** What the suite says of a broken one. */
export async function proveBroken(broken: BrokenConnector): Promise<Proof> {
  const { name, caughtBy, connector, settings = {} } = broken
  return proof(name, caughtBy, await judged(connector, settings))
}

function judged(
  connector: BrokenConnector['connector'],
  more: NonNullable<BrokenConnector['settings']>,
): Promise<ConformanceReport> {
  const start = () => {
    const simulated = startNotebook()
    return { ...simulated, settings: { ...(simulated.settings as object), ...more } }
  }
  return conformanceReport(connector, { simulator: { start }, package: released })
}

export { brokenConnectors }

function proof(
  name: string,
  caughtBy: string | undefined,
  { results }: { readonly results: readonly CheckResult[] },
): Proof {
  const failed = results.filter(({ status }) => status === 'failed').map(({ id }) => id)
  return { name, caughtBy, failed }
}

/** Whether the suite did what it is for. */
export function isProven({ caughtBy, failed }: Proof): boolean {
  return caughtBy === undefined ? failed.length === 0 : failed.includes(caughtBy)
}

/** A line a connector: whether it was caught, by which check, and which others noticed. */
export function proofText(proofs: readonly Proof[]): string {
  const width = Math.max(...proofs.map(({ name }) => name.length))
  return proofs
    .map((one) => {
      const { name, caughtBy, failed } = one
      const others = failed.filter((id) => id !== caughtBy)
      const word = isProven(one) ? (caughtBy === undefined ? 'passes' : 'caught') : 'MISSED'
      const by = caughtBy === undefined ? '' : `  ${caughtBy}`
      const also = others.length === 0 ? '' : ` (also: ${others.join(', ')})`
      return `${word}  ${name.padEnd(width)}${by}${also}`
    })
    .join('\n')
}
