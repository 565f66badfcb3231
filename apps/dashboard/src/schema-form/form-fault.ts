/** What the host says is wrong in a value, and where. */
export interface FormFault {
  readonly path: readonly (string | number)[]
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly hint?: string | undefined
}

/** What is wrong with one field, or with anything in it, in one text. */
export function problemAt(
  faults: readonly FormFault[],
  path: readonly (string | number)[],
): string | undefined {
  const found = faults.filter((fault) => path.every((part, index) => fault.path[index] === part))
  if (found.length === 0) return undefined
  return found
    .map(({ message, hint, path: whole }) => {
      const inside = whole.slice(path.length)
      const place = inside.length === 0 ? '' : `${inside.join('.')}: `
      return [`${place}${message}`, ...(hint === undefined ? [] : [hint])].join(' ')
    })
    .join(' ')
}

/** What is wrong below a place, with the paths from there on. */
export function faultsBelow(faults: readonly FormFault[], name: string): readonly FormFault[] {
  return faults.flatMap((fault) =>
    fault.path[0] === name ? [{ ...fault, path: fault.path.slice(1) }] : [],
  )
}
