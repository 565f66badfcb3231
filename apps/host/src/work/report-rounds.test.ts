import { expect, onTestFinished, test } from 'vitest'
import type { ScheduledReport } from '../config/index.ts'
import { lastNotices } from '../store/index.ts'
import { scriptedInstallation } from '../testing/scripted-installation.ts'
import { makeReports, reportDue } from './report-rounds.ts'

const { signal } = new AbortController()
const zone = 'Europe/Copenhagen'

test.each([
  ['before its time it is not due', '0 7 * * 1', '2026-11-23T05:59:00Z', undefined],
  [
    'it is due by the clocks of the organisation',
    '0 7 * * 1',
    '2026-11-23T06:00:00Z',
    '2026-11-23T06:00:00.000Z',
  ],
  [
    'a host that was down for hours still sends it',
    '0 7 * * 1',
    '2026-11-23T17:59:00Z',
    '2026-11-23T06:00:00.000Z',
  ],
  ['after half a day it is left', '0 7 * * 1', '2026-11-23T18:01:00Z', undefined],
  [
    'of several times that were missed only the last is due',
    '0 * * * *',
    '2026-11-23T10:30:00Z',
    '2026-11-23T10:00:00.000Z',
  ],
  [
    'a time that comes twice is met once',
    '30 2 * * *',
    '2026-10-25T01:45:00Z',
    '2026-10-25T00:30:00.000Z',
  ],
] as const)('%s', (_name, schedule, instant, expected) => {
  const due = reportDue({ schedule }, { now: Date.parse(instant), zone })
  expect(due === undefined ? undefined : new Date(due).toISOString()).toBe(expected)
})

const weekly: ScheduledReport = {
  id: 'weekly',
  dashboard: 'overview',
  schedule: '0 7 * * *',
  settings: {},
  attach: ['pdf'],
  to: [{ connection: 'post', action: 'mail', isMail: true, input: { text: '{text}' } }],
}

const now = () => Date.parse('2026-11-23T07:30:00Z')

/** Makes reports twice, at a time at which one is due, and gives what was put down. */
async function putDown(
  report: ScheduledReport,
  rounds: (round: () => Promise<void>) => Promise<unknown> = async (round) => {
    await round()
    await round()
  },
) {
  const installation = await scriptedInstallation()
  onTestFinished(() => installation.close())
  const given = installation.installation([], [])
  const reports = new Map([[report.id, report]])
  const configuration = { ...given.configuration, reports, currency: 'EUR', timeZone: 'UTC' }
  const log: string[] = []
  const host = {
    ...given,
    configuration,
    now,
    log: ({ message }: { readonly message: string }) => log.push(message),
  }
  await rounds(() => makeReports(host, signal))
  const notices = await given.store.read((dialect, org) =>
    lastNotices(dialect, org, 'report/weekly', 10),
  )
  return { notices, log }
}

test('a report that is due is put down once for its time, with its file', async () => {
  const { notices } = await putDown(weekly)
  expect(notices).toMatchObject([
    { state: 'due', period: '2026-11-23T07:00:00.000Z', connection: 'post', action: 'mail' },
  ])
  const input = JSON.parse(notices[0]?.input ?? '') as {
    readonly attachments: readonly { readonly filename: string; readonly content: string }[]
  }
  const [file] = input.attachments
  expect(file?.filename).toBe('overview-2026-10-24-2026-11-22.pdf')
  expect(
    Buffer.from(file?.content ?? '', 'base64')
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
})

test('rounds that overlap put a report down once', async () => {
  const { notices } = await putDown(weekly, (round) => Promise.all([round(), round()]))
  expect(notices).toHaveLength(1)
})

test('a report that cannot be made is put down as failed, and told of once', async () => {
  const { notices, log } = await putDown({ ...weekly, dashboard: 'gone' })
  expect(notices).toMatchObject([{ state: 'failed', problem: 'There is no dashboard "gone".' }])
  expect(log).toStrictEqual(['The report weekly could not be made: There is no dashboard "gone".'])
})
