/** One row of `docs/scope.md`. */
export interface ScopeRow {
  readonly id: string
  readonly line: number
  readonly state: string
  readonly proofs: readonly Proof[]
}

/** A file that shows that the row works, or one test in it. */
export interface Proof {
  readonly file: string
  readonly test?: string
}

const sections = { F: 9, S: 11, P: 6, R: 4, D: 3, H: 6 } as const

/** Every id that the scope has, in its order. */
export const scopeIds: readonly string[] = Object.entries(sections).flatMap(([letter, count]) =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`),
)

/**
 * Reads the rows of all tables whose first cell is an id of the scope.
 *
 * The columns are id, what, state, proof. A proof stands between backticks: a path from the root of the repository, or
 * `path › name of a test`.
 */
export function scopeRows(markdown: string): readonly ScopeRow[] {
  return markdown.split('\n').flatMap((text, index) => {
    const cells = cellsOf(text)
    const [id = '', , state = '', proof = ''] = cells
    if (!/^[A-Z]\d+$/u.test(id)) return []
    return [{ id, line: index + 1, state, proofs: proofsOf(proof) }]
  })
}

function cellsOf(line: string): readonly string[] {
  if (!line.startsWith('|')) return []
  return line
    .replace(/\|\s*$/u, '')
    .split(/(?<!\\)\|/u)
    .slice(1)
    .map((cell) => cell.replaceAll(String.raw`\|`, '|').trim())
}

function proofsOf(cell: string): readonly Proof[] {
  return [...cell.matchAll(/`([^`]+)`/gu)].map(([, code = '']) => {
    const [file = '', ...test] = code.split(' › ')
    return test.length === 0 ? { file } : { file, test: test.join(' › ') }
  })
}
