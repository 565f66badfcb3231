export type { Configuration, Connection, Delivery } from './configuration.ts'
export { loadConfiguration, type LoadedConfiguration } from './load.ts'
export { formatProblem, pathText, type ConfigurationProblem } from './problem.ts'
