import type { UserWorkspaceConfig } from 'vitest/config'
import { project } from '../../tooling/config/vitest.ts'

const base = project('host-postgres', { testTimeoutMs: 30_000 })

/** The tests of the store, and the most telling ones of those that stand on it, once more with the store in PostgreSQL. */
const configuration: UserWorkspaceConfig = {
  ...base,
  test: {
    ...base.test,
    execArgv: ['--conditions=@cartograph/source'],
    env: {
      ...base.test?.env,
      CARTOGRAPH_TEST_STORE: 'postgres',
      RACE_RUNS: '1',
      CRASH_STRIDE: '5',
    },
    globalSetup: ['src/testing/postgres-setup.ts'],
    include: [
      'src/store/*.test.ts',
      'src/engine/{sync,races,feed,children,help,transact,transact-processes}.test.ts',
      'src/queue/shared-wakes.test.ts',
      'src/work/{by-hand,cart-work,several-hosts}.test.ts',
      'src/api/served-several-hosts.test.ts',
      'src/delivery/test-call/test-call.test.ts',
      'src/delivery/{push,series,series-order,references,crashes,served,groups,consents,undeliverable}.test.ts',
      'src/api/{open-host,audit-routes,erased-person}.test.ts',
      'src/organisations/*.test.ts',
      'src/people/*.test.ts',
      'src/api/people/{setup-routes,second-step}.test.ts',
      'src/access/{tokens,refusal-log,forget-audit}.test.ts',
      'src/cli/{commands,backup}.test.ts',
      'src/cli/doctor/facts.test.ts',
      'src/analytics/segments/{kept,members}/*.test.ts',
      'src/analytics/cubes/{equal-to-rows,follow-sales}.test.ts',
      'src/analytics/attribution/{campaign-report,equal-to-rows}.test.ts',
      'src/analytics/currency/fetch-rates.test.ts',
      'src/analytics/{quota/read-quota,reading/report-source}.test.ts',
      'src/customers/persons/{follow,other-countries,profile-changes}.test.ts',
      'src/customers/erasure/{erase-person,due-erasures}.test.ts',
      'src/vouchers/{follow-vouchers,redeeming}.test.ts',
      'src/customers/writing/*.test.ts',
      'src/automation/work-steps.test.ts',
      'src/work/automation-work.test.ts',
      'src/feeds/{make-feed,push-feed,rows/read-goods}.test.ts',
    ],
    exclude: ['src/store/{group-commit,judgement,keys,sqlite}.test.ts'],
  },
}

export default configuration
