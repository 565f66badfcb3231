export { testCall, type TestCallOptions } from './test-call.ts'
export type { ItemState, TestCall, TestedItem } from './test-result.ts'
