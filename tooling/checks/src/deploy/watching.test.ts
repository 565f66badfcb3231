import { metricDefinitions, openMeter } from '@cartograph/host'
import { beforeAll, expect, test } from 'vitest'
import { askedFigures } from './promql.ts'
import { deploymentDocuments, deploymentText } from './read-deployment.ts'

interface Panel {
  readonly id: number
  readonly type: string
  readonly title: string
  readonly description?: string
  readonly gridPos: {
    readonly x: number
    readonly y: number
    readonly w: number
    readonly h: number
  }
  readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[]
}

interface Dashboard {
  readonly panels: readonly Panel[]
  readonly templating: {
    readonly list: readonly { readonly name: string; readonly definition?: string }[]
  }
}

interface Rule {
  readonly alert: string
  readonly expr: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

const dashboard = JSON.parse(deploymentText('grafana/cartograph.json')) as Dashboard
const [alerts] = deploymentDocuments('prometheus/alerts.yaml') as [
  { readonly groups: readonly { readonly name: string; readonly rules: readonly Rule[] }[] },
]
const rules = alerts.groups.flatMap((group) => group.rules)
const queries = [
  ...dashboard.panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr }) => [title, expr] as const),
  ),
  ...rules.map(({ alert, expr }) => [alert, expr] as const),
]

/** What Prometheus adds to all that it reads. */
const added = { names: ['up'], labels: ['job', 'instance', 'le'] }

let names: ReadonlySet<string>
beforeAll(async () => {
  const text = await openMeter({ process: true }).text()
  const told = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = '', type]) =>
    type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
  )
  names = new Set([...told, ...added.names])
})

test.each(queries)('%s asks for figures that exist, by labels that they have', (_what, expr) => {
  const asked = askedFigures(expr)
  expect(asked.names.filter((name) => !names.has(name))).toStrictEqual([])
  const definitions = Object.entries(metricDefinitions).filter(([name]) =>
    asked.names.some((each) => each.replace(/_(bucket|sum|count)$/, '') === name),
  )
  const labels = new Set<string>(
    definitions.flatMap(([, definition]): readonly string[] => definition.labels),
  )
  expect(
    asked.labels.filter((label) => !labels.has(label) && !added.labels.includes(label)),
  ).toStrictEqual([])
})

test('what a legend or an alert names is a label of its figures, or left by its grouping', () => {
  const texts = [
    ...dashboard.panels.flatMap(({ targets = [] }) =>
      targets.map(({ expr, legendFormat }) => ({ expr, text: legendFormat })),
    ),
    ...rules.map(({ expr, annotations }) => ({
      expr,
      text: Object.values(annotations).join(' ').replaceAll('{{ $value', ''),
    })),
  ]
  for (const { expr, text } of texts) {
    const asked = askedFigures(expr)
    const grouped = /\bby \(([^)]*)\)/.exec(expr)?.[1]?.split(/, */)
    const own = Object.entries(metricDefinitions)
      .filter(([name]) => asked.names.some((each) => each.startsWith(name)))
      .flatMap(([, { labels }]): readonly string[] => labels)
    const known = new Set<string>([...(grouped ?? own), ...(grouped ? [] : added.labels)])
    const named = [...text.matchAll(/\{\{ ?(?:\$labels\.)?(\w+) ?\}\}/g)].map(
      ([, name]) => name ?? '',
    )
    expect(named.filter((name) => !known.has(name))).toStrictEqual([])
  }
})

test('every figure of ours is in the dashboard', () => {
  const shown = new Set(
    queries.flatMap(([, expr]) =>
      askedFigures(expr).names.map((name) => name.replace(/_(bucket|sum|count)$/, '')),
    ),
  )
  const ours = Object.keys(metricDefinitions)
  const asked = dashboard.templating.list.map(({ definition = '' }) => definition).join(' ')
  expect(ours.filter((name) => !shown.has(name) && !asked.includes(name))).toStrictEqual([
    'cartograph_http_request_seconds',
  ])
})

test('panels have a name, say what they show, and lie beside each other', () => {
  expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length)
  const cells = new Set<string>()
  for (const { type, title, description, gridPos } of dashboard.panels) {
    expect(['row', 'stat', 'timeseries']).toContain(type)
    expect(title).not.toBe('')
    expect(type === 'row' || description?.endsWith('.')).toBe(true)
    expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24)
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1)
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
        expect(cells.has(`${x} ${y}`)).toBe(false)
        cells.add(`${x} ${y}`)
      }
  }
})

test('an alert says how bad it is, what it is about and what to do', () => {
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length)
  for (const { alert, labels, annotations } of rules) {
    expect(alert).toMatch(/^Cartograph[A-Z]\w+$/)
    expect(['page', 'ticket']).toContain(labels['severity'])
    expect([annotations['summary'], annotations['description']]).not.toContain(undefined)
  }
})
