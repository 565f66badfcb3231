export { testCall, type TestCallOptions } from './test-call.ts'
export type { ItemState, ShownRequest, TestCall, TestedItem } from './test-result.ts'
