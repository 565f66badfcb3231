export type { Account, DataRecord, Landed, Subscriber, Transaction } from './account.ts'
export type { RuleAdmin } from './admin.ts'
export type { RuleOptions, RuleUnknowns } from './options.ts'
export { startRule, type RuleMishap, type SimulatedRule } from './start.ts'
