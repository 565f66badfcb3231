export { askedFields } from './asked-fields.ts'
export {
  operators,
  shopConstants,
  type Aggregate,
  type Comparison,
  type Condition,
  type Operand,
  type ShopConstant,
} from './condition.ts'
export { conditionText } from './condition-text.ts'
export { constantsIn } from './constants-in.ts'
export { parseSegment, type Segment } from './definition.ts'
export {
  linkedTo,
  resources,
  segmentFields,
  type Linked,
  type Resource,
  type SegmentField,
} from './fields.ts'
export { listSeparator } from './list-separator.ts'
export { operatorsOf } from './operators-of.ts'
export { percentilesIn, type AskedPercentile } from './percentiles-in.ts'
export { predefinedSegments } from './predefined.ts'
