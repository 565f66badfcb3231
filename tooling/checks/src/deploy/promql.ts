import { parser } from '@prometheus-io/lezer-promql'

/** What a query in PromQL asks for. */
export interface AskedFigures {
  readonly names: readonly string[]
  /** Labels by which it selects, groups or joins. */
  readonly labels: readonly string[]
}

/** What Grafana puts in before it sends a query. */
const variables: readonly (readonly [RegExp, string])[] = [
  [/\$__rate_interval/g, '5m'],
  [/\$\w+/g, 'all'],
]

/**
 * Takes a query apart with Prometheus's own grammar.
 *
 * @throws where it is no query.
 */
export function askedFigures(query: string): AskedFigures {
  const text = variables.reduce(
    (result, [pattern, value]) => result.replaceAll(pattern, value),
    query,
  )
  const names = new Set<string>()
  const labels = new Set<string>()
  parser.parse(text).iterate({
    enter: (node) => {
      if (node.type.isError) throw new Error(`No query near "${text.slice(node.from)}": ${text}`)
      const own = text.slice(node.from, node.to)
      if (node.name === 'Identifier') names.add(own)
      if (node.name === 'LabelName') labels.add(own)
    },
  })
  return { names: [...names], labels: [...labels] }
}
