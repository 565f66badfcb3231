import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'

const folder = new URL('../../../../deploy/', import.meta.url).pathname

export function deploymentText(file: string): string {
  return readFileSync(join(folder, file), 'utf8')
}

/** Every document of a YAML file. */
export function deploymentDocuments(file: string): readonly unknown[] {
  return [...parseAllDocuments(deploymentText(file), { merge: true })].map((document) => {
    const [error] = document.errors
    if (error !== undefined) throw error
    return document.toJS() as unknown
  })
}

export function deploymentFiles(within: string): readonly string[] {
  return readdirSync(join(folder, within))
    .toSorted()
    .map((name) => `${within}/${name}`)
}
