import {
  ChartColumn,
  ChartLine,
  Grid3x3,
  Hash,
  Package,
  Repeat,
  ShoppingBasket,
  Table2,
  TicketPercent,
  UserRoundCheck,
  UsersRound,
} from 'lucide-react'
import type { ReportId } from './report-kinds.ts'
import type { PlainKind } from './widget-kinds.ts'

const icons = {
  number: Hash,
  line: ChartLine,
  bar: ChartColumn,
  table: Table2,
  heatMap: Grid3x3,
  products: Package,
  pairs: ShoppingBasket,
  coupons: TicketPercent,
  recurring: Repeat,
  rfm: UserRoundCheck,
  cohorts: UsersRound,
} as const

export function KindIcon({ kind }: { readonly kind: PlainKind | ReportId }) {
  const Icon = icons[kind]
  return <Icon aria-hidden size={20} strokeWidth={1.75} />
}
