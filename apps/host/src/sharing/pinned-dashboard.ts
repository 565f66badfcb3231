import {
  effectiveSettings,
  reportDimensionNames,
  type Dashboard,
  type FigureSettings,
} from '../dashboards/index.ts'
import { dimensionNames } from '../figure-names/index.ts'

/** None of these says who somebody is. What is added to the dimensions is shared once it stands here. */
const publicDimensions: ReadonlySet<string> = new Set([
  'day',
  'week',
  'month',
  'quarter',
  'year',
  'hour',
  'weekday',
  'store',
  'currency',
  'channel',
  'payment_method',
  'customer_kind',
  'discounted',
  'country',
  'region',
  'city',
  'shipping_country',
  'shipping_region',
  'shipping_city',
  // Of reports; a coupon is not among them: whoever knows its code can use it.
  'product',
  'product_class',
  'bought_with',
  'movement',
  'rfm_group',
  'recency_score',
  'worth_score',
  'cohort_month',
  'cohort_week',
  'cohort_quarter',
  'cohort_year',
  'age',
])

/** Dimensions that widgets of shared dashboards may be by. */
export const sharedDimensions: readonly string[] = [
  ...new Set([...dimensionNames, ...reportDimensionNames]),
].filter((name) => publicDimensions.has(name))

/**
 * A dashboard as it is shared: held to some settings, and without what tells more than figures.
 *
 * The stores, segments and filters that it is held to hold for every widget, whatever the widget says for itself: of segments and filters
 * both count, so that less is told, never more. Of the time and the currency a widget keeps its own.
 */
export function pinnedDashboard(dashboard: Dashboard, settings: FigureSettings): Dashboard {
  return {
    ...dashboard,
    settings: effectiveSettings(settings, dashboard.settings),
    widgets: dashboard.widgets
      .filter(({ by }) => by.every((dimension) => publicDimensions.has(dimension)))
      .map((widget) => Object.assign({}, widget, { settings: pinned(widget.settings, settings) })),
  }
}

function pinned(own: FigureSettings, held: FigureSettings): FigureSettings {
  const { stores, segments = [], filters = [] } = held
  const strict = {
    ...(stores !== undefined && { stores }),
    ...(own.segments !== undefined && { segments: [...new Set([...segments, ...own.segments])] }),
    ...(own.filters !== undefined && { filters: [...filters, ...own.filters] }),
  }
  return effectiveSettings(strict, own)
}
