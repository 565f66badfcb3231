import { existsSync, readFileSync, statfsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Configuration } from '../../config/index.ts'
import { findingsAbout, sizeText, type Finding } from './finding.ts'

/** Shorter ones are in every text. */
const tellingSecret = 6

/** Who may read the configuration, where secrets stand in it. */
export function configurationFileFinding({ file, connections }: Configuration): Finding {
  const { ok, warning, problem } = findingsAbout('configuration')
  const text = readFileSync(file, 'utf8')
  const secrets = [...connections.values()].flatMap((connection) => connection.secrets)
  const hasSecrets = secrets.some(
    (secret) => secret.length >= tellingSecret && text.includes(secret),
  )
  if (!hasSecrets) return ok('No secret stands in the file.')
  if (isOpenToOthers(file))
    return problem(
      `${file} has secrets in it, and every user of this machine can read it.`,
      `Run: chmod 600 ${file}. Better, keep them in the environment: \${env:NAME}.`,
    )
  return warning(
    `${file} has secrets in it.`,
    'Keep them in the environment instead, and write ${env:NAME}: files are copied and committed.',
  )
}

/** Who may read the key that opens what is sealed in the store. */
export function keyFileFindings({
  secretKey,
  folder,
}: Pick<Configuration, 'secretKey' | 'folder'>): readonly Finding[] {
  const { ok, problem } = findingsAbout('secrets')
  if (secretKey === undefined || !('file' in secretKey)) return []
  const file = resolve(folder, secretKey.file)
  if (!existsSync(file))
    return [problem(`There is no key at ${file}.`, 'Put it back; nothing opens without it.')]
  if (!isOpenToOthers(file)) return [ok('Other users of this machine cannot read the key.')]
  return [
    problem(`Every user of this machine can read the key ${file}.`, `Run: chmod 600 ${file}.`),
  ]
}

/** Who may read the store. */
export function storeFileFinding(file: string): Finding {
  const { ok, problem } = findingsAbout('store')
  if (!isOpenToOthers(file)) return ok('Other users of this machine cannot read it.')
  return problem(
    `Every user of this machine can read ${file}, with all customers in it.`,
    `Run: chmod o= ${file}*, or put it in a folder that is closed to others.`,
  )
}

/** Can a user who is neither the owner nor of the group read the file, through all the folders above it? */
export function isOpenToOthers(file: string): boolean {
  if (process.platform === 'win32') return false
  if ((statSync(file).mode & 0o004) === 0) return false
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false
    if (dirname(folder) === folder) return true
  }
}

const tightBytes = 2e9
const tooLittleBytes = 2e8

export function diskFinding(folder: string): Finding {
  const { bavail, bsize } = statfsSync(folder)
  return diskFindingOf(bavail * bsize, folder)
}

/** Whether what is free where the store lies will do. */
export function diskFindingOf(freeBytes: number, folder: string): Finding {
  const { ok, warning, problem } = findingsAbout('disk')
  const message = `${sizeText(freeBytes)} are free at ${folder}.`
  const hint =
    'Make room, or move the store; when the disk is full nothing is read and no webhook is taken.'
  if (freeBytes < tooLittleBytes) return problem(message, hint)
  return freeBytes < tightBytes ? warning(message, hint) : ok(message)
}
