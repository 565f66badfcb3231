export { happenings, visitorProducts, type Happening } from './happenings.ts'
export { visitors, type Visitor, type VisitorPurchase } from './visitor.ts'
