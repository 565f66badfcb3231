export { isolation, type Isolation, type IsolationOptions } from './isolated-modules.ts'
