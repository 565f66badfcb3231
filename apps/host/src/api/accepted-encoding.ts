/** How a document can be sent, what is smallest first. */
const codings = ['br', 'gzip', 'identity'] as const
export type Coding = (typeof codings)[number]

/**
 * The smallest way to send that the asker takes best; as it is where nothing is said.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3 (read 2026-11-25)
 */
export function chosenCoding(accepted: string | undefined): Coding {
  if (accepted === undefined) return 'identity'
  const weights = new Map(accepted.split(',').map(weightOf))
  const weight = (coding: Coding) =>
    weights.get(coding) ?? weights.get('*') ?? (coding === 'identity' ? leastWeight : 0)
  const best = codings.toSorted((one, other) => weight(other) - weight(one))[0]
  // Who takes nothing at all is given what everybody understands.
  return best === undefined || weight(best) === 0 ? 'identity' : best
}

/** Taken where nothing else is, unless it is refused. */
const leastWeight = 0.0001

function weightOf(entry: string): readonly [string, number] {
  const [name = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase())
  const [, given] =
    parameters.map((part) => /^q=(\d(?:\.\d{0,3})?)$/.exec(part)).find(Boolean) ?? []
  return [name === 'x-gzip' ? 'gzip' : name, given === undefined ? 1 : Number(given)]
}
