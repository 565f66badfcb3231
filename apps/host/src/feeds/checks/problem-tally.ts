import type { ItemProblem } from './item-problem.ts'

/** All rows that have the same thing wrong with the same field. */
export interface ProblemGroup extends Pick<
  ItemProblem,
  'field' | 'rule' | 'severity' | 'expected'
> {
  readonly count: number
  /** The first ones. */
  readonly examples: readonly { readonly row: string; readonly value?: string }[]
}

export interface ProblemTally {
  add(row: string, problems: readonly ItemProblem[]): void
  /** Errors first, the most frequent before the others. */
  groups(): readonly ProblemGroup[]
}

const mostExamples = 10
/** Fields of a mapping times what can be wrong with one; more are only counted. */
const mostGroups = 500

/** Counts what is wrong, and keeps some examples of each: a million broken rows are a report as short as that of ten. */
export function problemTally(): ProblemTally {
  const groups = new Map<string, ItemProblem & { count: number; examples: Example[] }>()
  return {
    add: (row, problems) => {
      for (const problem of problems) {
        const name = `${problem.severity} ${problem.rule} ${problem.field} ${problem.expected}`
        const group = groups.get(name) ?? { ...problem, count: 0, examples: [] }
        if (!groups.has(name) && groups.size >= mostGroups) continue
        groups.set(name, group)
        group.count += 1
        if (group.examples.length < mostExamples)
          group.examples.push({ row, ...(problem.value !== undefined && { value: problem.value }) })
      }
    },
    groups: () =>
      [...groups.values()]
        .map(({ field, rule, severity, expected, count, examples }) => ({
          field,
          rule,
          severity,
          expected,
          count,
          examples,
        }))
        .toSorted((one, other) => weight(other) - weight(one) || other.count - one.count),
  }
}

interface Example {
  readonly row: string
  readonly value?: string
}

function weight({ severity }: Pick<ItemProblem, 'severity'>): number {
  return severity === 'error' ? 1 : 0
}
