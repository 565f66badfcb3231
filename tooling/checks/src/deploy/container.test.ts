import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { deploymentText } from './read-deployment.ts'

const lines = deploymentText('Containerfile')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')))
const argument = (instruction: string) =>
  last.find((line) => line.startsWith(`${instruction} `))?.slice(instruction.length + 1)

test('the image that runs holds nothing of its building but the application', () => {
  expect(lines.filter((line) => line.startsWith('FROM '))).toHaveLength(2)
  expect(last.filter((line) => /^(COPY|ADD) /.test(line))).toStrictEqual([
    'COPY --from=build /app /app',
  ])
})

test('it runs as a user by number that is not root, and says so last of all', () => {
  expect(argument('USER')).toMatch(/^[1-9]\d*:[1-9]\d*$/)
  const user = last.findIndex((line) => line.startsWith('USER '))
  expect(last.slice(user).some((line) => line.startsWith('RUN '))).toBe(false)
})

test('it is told to stop by the signal that it stops in order by, and tells whether it is well', () => {
  expect(argument('STOPSIGNAL')).toBe('SIGTERM')
  expect(argument('HEALTHCHECK')).toContain('/health')
  expect(argument('ENTRYPOINT')).toBe('["cartograph"]')
})

test('the package manager is that of the repository', () => {
  const manifest = JSON.parse(
    readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8'),
  ) as { readonly packageManager: string }
  const used = new Set(deploymentText('Containerfile').match(/pnpm@[\d.]+/g))
  expect([...used]).toStrictEqual([manifest.packageManager])
})

test('no secret, store or installed package of the machine gets into the building', () => {
  const ignored = deploymentText('Containerfile.dockerignore').split('\n')
  expect(ignored).toEqual(
    expect.arrayContaining(['**/.git', '**/node_modules', '**/dist', '**/.env*', '**/*.db']),
  )
})

test('the unit closes what the process does not need', () => {
  const unit = deploymentText('systemd/cartograph.service')
  for (const line of [
    'User=cartograph',
    'NoNewPrivileges=true',
    'ProtectSystem=strict',
    'ProtectHome=true',
    'CapabilityBoundingSet=',
    'UMask=0077',
    'SuccessExitStatus=143',
  ])
    expect(unit).toContain(`\n${line}\n`)
})

test('the process is started with as little memory as the command of the repository', () => {
  const setup = readFileSync(new URL('../../../setup.mjs', import.meta.url), 'utf8')
  const [flag = 'none'] = /--max-semi-space-size=\d+/.exec(setup) ?? []
  for (const file of ['Containerfile', 'systemd/cartograph.service']) {
    const text = deploymentText(file)
    expect(text).toContain(`NODE_OPTIONS=${flag}`)
    expect(text).toContain('MALLOC_ARENA_MAX=1')
  }
})
