export { readState, type LastRun, type Letters, type State } from './state.ts'
