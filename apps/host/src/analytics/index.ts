export { dayOf, dayText } from './calendar/day.ts'
export { dayRange, type Comparison, type DayRange } from './calendar/range.ts'
export { ecbRates } from './currency/ecb-files.ts'
export { factorTo, rateTable, type Rate, type RateTable } from './currency/rate-table.ts'
export { uploadedRates } from './currency/uploaded-rates.ts'
export { metrics } from './metrics/catalogue.ts'
export { dimensions } from './metrics/dimensions.ts'
export { presentationCurrency } from './query/currencies.ts'
export {
  figuresOf,
  type DescribedMetric,
  type Figure,
  type FigureQuery,
  type FigureRow,
  type Figures,
} from './query/figures.ts'
export { inStores } from './query/in-stores.ts'
export { readFacts, type ReadFacts } from './reading/read-facts.ts'
export { parseSegment, type Segment } from './segments/definition.ts'
export { evaluateSegment, type SegmentMembers } from './segments/evaluate.ts'
export { predefinedSegments } from './segments/predefined.ts'
export { segmentWorld } from './segments/world.ts'
