import { ChartColumn, ChartLine, Grid3x3, Hash, Table2 } from 'lucide-react'
import type { WidgetKind } from './widget-kinds.ts'

const icons = {
  number: Hash,
  line: ChartLine,
  bar: ChartColumn,
  table: Table2,
  heatMap: Grid3x3,
} as const

export function KindIcon({ kind }: { readonly kind: WidgetKind }) {
  const Icon = icons[kind]
  return <Icon aria-hidden size={20} strokeWidth={1.75} />
}
