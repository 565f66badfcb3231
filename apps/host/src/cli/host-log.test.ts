import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import type { HostSettings } from '../config/index.ts'
import { hostLog } from './host-log.ts'
import { recordingTerminal } from './testing/terminal.ts'

/** What is written of a line of each level. */
function written(
  options: { readonly json?: boolean },
  settings: {
    readonly isWatched: boolean
    readonly environment?: Readonly<Record<string, string>>
    readonly host?: HostSettings
  },
) {
  const recording = recordingTerminal({ environment: settings.environment ?? {} })
  const terminal = Object.create(recording, {
    bars: { value: settings.isWatched ? new PassThrough() : undefined },
  }) as typeof recording
  const log = hostLog(terminal, options, settings.host)
  for (const level of ['debug', 'info', 'warn'] as const) log({ level, message: `A ${level}.` })
  const { output, messages } = recording
  return { output: output.trimEnd().split('\n'), messages: messages.trimEnd().split('\n') }
}

const nothing = ['']

test('where somebody watches, lines are for people, and standard output stays free', () => {
  expect(written({}, { isWatched: true })).toStrictEqual({
    output: nothing,
    messages: [
      expect.stringMatching(/ {2}A info\.$/),
      expect.stringMatching(/ {2}warn: A warn\.$/),
    ],
  })
})

test.each([
  ['nobody watches', {}, false],
  ['it is asked for', { json: true }, true],
])('where %s, lines are JSON on standard output', (_why, options, isWatched) => {
  const { output, messages } = written(options, { isWatched })
  expect(messages).toStrictEqual(nothing)
  expect(output.map((line) => (JSON.parse(line) as { level: string }).level)).toStrictEqual([
    'info',
    'warn',
  ])
})

test('the level is that of the configuration, and debug for those who look for a mistake', () => {
  const host = { logLevel: 'warn' } as const
  const lines = (environment: Readonly<Record<string, string>>) =>
    written({ json: true }, { isWatched: false, environment, host }).output.length
  expect([lines({}), lines({ CARTOGRAPH_DEBUG: '1' })]).toStrictEqual([1, 3])
})
